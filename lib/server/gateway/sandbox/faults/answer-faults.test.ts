import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { aSandbox, aWish, baseUrl, posted } from '#lib/server/testing/test-sandbox.ts'
import type { FaultName } from './fault-table.ts'

const generations = `${baseUrl}/images/generations`

async function withFault(fault: FaultName, wish: Record<string, unknown> = {}) {
  const sandbox = await aSandbox()
  sandbox.script([{ fault, times: 1 }])
  const response = await sandbox.fetch(generations, posted(aWish(wish)))
  return { sandbox, response, entry: () => sandbox.ledger()[0] }
}

describe('wrong answers', () => {
  const shapes: [FaultName, (data: unknown) => void][] = [
    ['no-data', (data) => expect(data).toEqual([])],
    ['fewer-than-n', (data) => expect(data).toHaveLength(1)],
    ['more-than-n', (data) => expect(data).toHaveLength(3)],
    ['item-errors', (data) => expect(data).toMatchObject([{ error: {} }, { error: {} }])],
    [
      'first-item-error',
      (data) => expect(data).toMatchObject([{ error: {} }, { b64_json: expect.any(String) }]),
    ],
    ['null-item', (data) => expect(data).toEqual([null, null])],
    ['url-null', (data) => expect(data).toEqual([{ url: null }, { url: null }])],
    ['b64-empty', (data) => expect(data).toEqual([{ b64_json: '' }, { b64_json: '' }])],
    [
      'private-url',
      (data) => expect(data).toHaveProperty('0.url', 'http://169.254.169.254/latest/meta-data/'),
    ],
    ['file-url', (data) => expect(data).toHaveProperty('0.url', 'file:///etc/passwd')],
  ]
  test.each(shapes)('%s', async (fault, check) => {
    const { response } = await withFault(fault, { n: 2 })

    check((await response.json()).data)
  })

  test.each([
    ['b64-newlines', /^.{76}\r\n/],
    ['b64-data-url', /^data:image\/png;base64,iVBOR/],
    ['b64-url-alphabet', /^[\w-]+$/],
    ['b64-not-base64', /^<</],
  ] as const)('%s', async (fault, shape) => {
    const { response } = await withFault(fault)

    expect((await response.json()).data[0].b64_json).toMatch(shape)
  })

  test('same-picture-twice gives one picture in both places', async () => {
    const { response } = await withFault('same-picture-twice', { n: 2 })

    const { data } = await response.json()
    expect(data[0].b64_json).toBe(data[1].b64_json)
  })

  test('cut-json is whole on the wire and broken as JSON', async () => {
    const { response } = await withFault('cut-json')

    const body = await response.text()
    expect(body.length).toBe(Number(response.headers.get('content-length')))
    expect(() => JSON.parse(body)).toThrow()
  })
})

describe('wrong pictures', () => {
  async function pictureWith(fault: FaultName): Promise<Buffer> {
    const { response } = await withFault(fault)
    return Buffer.from((await response.json()).data[0].b64_json, 'base64')
  }

  test.each(['jpeg', 'webp', 'gif'] as const)('says-png-is-%s is that', async (format) => {
    const { format: found } = await sharp(await pictureWith(`says-png-is-${format}`)).metadata()

    expect(found).toBe(format)
  })

  test('says-png-is-avif is that', async () => {
    expect((await pictureWith('says-png-is-avif')).toString('latin1', 4, 12)).toBe('ftypavif')
  })

  test.each(['image-cut-1', 'image-cut-50', 'image-cut-99', 'image-broken-byte'] as const)(
    '%s cannot be decoded whole',
    async (fault) => {
      const bytes = await pictureWith(fault)

      await expect(sharp(bytes, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow()
    },
  )

  test('other-size is another size', async () => {
    const { width, height } = await sharp(await pictureWith('other-size')).metadata()

    expect({ width, height }).toEqual({ width: 64, height: 448 })
  })

  test('pixel-bomb is small and says that it is vast', async () => {
    const bytes = await pictureWith('pixel-bomb')

    expect(bytes.length).toBeLessThan(64 * 1024)
    expect(bytes.readUInt32BE(16) * bytes.readUInt32BE(20)).toBe(268_435_456)
  })

  test('animated has more than one page', async () => {
    expect((await sharp(await pictureWith('animated'), { animated: true }).metadata()).pages).toBe(3)
  })

  test.each(['says-png-is-svg', 'says-png-is-html', 'says-png-is-pdf'] as const)(
    '%s is text',
    async (fault) => {
      expect((await pictureWith(fault)).toString('latin1', 0, 4)).toMatch(/^(<svg|<!do|%PDF)$/)
    },
  )
})
