import { rgbaToThumbHash } from 'thumbhash'
import { expect, test } from 'vitest'
import { toPlaceholderColour, toPlaceholderUrl } from './thumbhash-url.ts'

const orange = Uint8Array.from(
  { length: 16 * 16 * 4 },
  (_, index) => [230, 120, 30, 255][index % 4] as number,
)
const thumbhash = btoa(String.fromCharCode(...rgbaToThumbHash(16, 16, orange)))

test('a thumbhash becomes a picture and a colour', () => {
  const colour = /^rgb\((\d+) (\d+) (\d+)\)$/.exec(toPlaceholderColour(thumbhash) ?? '')

  expect(toPlaceholderUrl(thumbhash)).toMatch(/^data:image\/png;base64,/)
  expect(Number(colour?.[1])).toBeGreaterThan(Number(colour?.[2]))
  expect(Number(colour?.[2])).toBeGreaterThan(Number(colour?.[3]))
})

test.each(['', '!!', 'AA==', '%%%%%%%%'])('%j is no thumbhash and gives none', (text) => {
  expect(toPlaceholderUrl(text)).toBeNull()
  expect(toPlaceholderColour(text)).toBeNull()
})
