import { expect, test } from 'vitest'
import { attachment } from './content-disposition.ts'

test('a plain name is given twice, as old and new browsers read it', () => {
  expect(attachment('safelight-fox-7.png')).toBe(
    `attachment; filename="safelight-fox-7.png"; filename*=UTF-8''safelight-fox-7.png`,
  )
})

test('letters that old browsers cannot read are spelled without their marks, and whole for the others', () => {
  expect(attachment('grüße-北-7.png')).toBe(
    `attachment; filename="grue--7.png"; filename*=UTF-8''gr%C3%BC%C3%9Fe-%E5%8C%97-7.png`.replace(
      'grue',
      'grue',
    ),
  )
})

test.each(['a"; filename="evil.exe', 'a\r\nset-cookie: x=1', 'a\\b', 'a%22b', "a'b*(c)", '\ud800'])(
  'nothing in the name %j ends the header or begins another',
  (name) => {
    const header = attachment(name)

    expect(header).toMatch(/^attachment; filename="[^"\\%\r\n]*"; filename\*=UTF-8''[A-Za-z0-9.!~_%-]*$/)
    expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
  },
)
