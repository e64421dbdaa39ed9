import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonPart, jsonLength, jsonPieces } from './json-stream.ts'

const part: fc.Arbitrary<JsonPart> = fc.letrec((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie('part'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('part'), { maxKeys: 4 }),
  ),
})).part as fc.Arbitrary<JsonPart>

const inWords = (value: JsonPart): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item) =>
      item?.type === 'Buffer' ? Buffer.from(item.data).toString('base64') : item,
    ),
  )

test('the pieces are the JSON, with bytes in base64, and as long as was said', () => {
  fc.assert(
    fc.property(part, (value) => {
      const text = [...jsonPieces(value)].join('')

      expect(JSON.parse(text)).toEqual(inWords(value))
      expect(Buffer.byteLength(text)).toBe(jsonLength(value))
    }),
  )
})

test('no piece of a ten megabyte picture is longer than 64 KiB', () => {
  const picture = Buffer.alloc(10_000_001, 7)

  const longest = Math.max(...[...jsonPieces({ data: [{ b64_json: picture }] })].map((piece) => piece.length))

  expect(longest).toBeLessThanOrEqual(64 * 1024)
})

test('what is undefined is left out', () => {
  expect([...jsonPieces({ a: undefined, b: 1 })].join('')).toBe('{"b":1}')
})
