import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnswerScanner, type Scan } from './answer-scanner.ts'

const pixels = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256))
const base64 = pixels.toString('base64')

function scan(text: string | Uint8Array, chunkSizes: readonly number[] = [65_536]): Scan & { bytes: Buffer } {
  const bytes: Uint8Array[] = []
  const scanner = createAnswerScanner((piece) => bytes.push(piece))
  const whole = Buffer.from(text)
  for (let at = 0, turn = 0; at < whole.length; turn++) {
    const size = Math.max(1, chunkSizes[turn % chunkSizes.length] ?? 1)
    scanner.push(whole.subarray(at, at + size))
    at += size
  }
  return { ...scanner.finish(), bytes: Buffer.concat(bytes) }
}

function withPicture(value: string): string {
  return `{"created":1,"data":[{"b64_json":${value}}],"metadata":{"cost":0.06}}`
}

describe('what is kept of an answer', () => {
  test('any JSON at all comes out as JSON.parse would have it, however it is cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (text, sizes) => {
          const { state, json, picture } = scan(text, sizes)

          expect(state).toBe('whole')
          expect(json).toEqual(JSON.parse(text))
          expect(picture).toBe('none')
        },
      ),
      { numRuns: 500 },
    )
  })

  test('text that JSON.parse refuses is never taken for whole', () => {
    const mutation = fc.record({
      text: fc.json({ maxDepth: 4 }),
      at: fc.nat(),
      with: fc.constantFrom('', '"', '\\', '}', ',', '[', 'x'),
    })
    fc.assert(
      fc.property(mutation, fc.integer({ min: 1, max: 9 }), (change, size) => {
        const at = change.at % (change.text.length + 1)
        const text = change.text.slice(0, at) + change.with + change.text.slice(at + 1)

        expect(scan(text, [size]).json).toEqual(parseOrUndefined(text))
      }),
      { numRuns: 1000 },
    )
  })

  test('a picture beside any other fields leaves those as they are', () => {
    const key = fc.string().filter((name) => name !== 'data' && name !== '__proto__')
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.jsonValue({ maxDepth: 3 })),
        fc.dictionary(
          fc.string().filter((name) => name !== 'b64_json' && name !== '__proto__'),
          fc.jsonValue({ maxDepth: 2 }),
        ),
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        (fields, item, picture, sizes) => {
          const answer = { ...fields, data: [{ ...item, b64_json: Buffer.from(picture).toString('base64') }] }
          const text = JSON.stringify(answer)
          const result = scan(text, sizes)

          expect(result.bytes).toEqual(Buffer.from(picture))
          expect(result.picture).toBe('valid')
          const withoutPicture = JSON.parse(text)
          withoutPicture.data[0].b64_json = ''
          expect(result.json).toEqual(withoutPicture)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a string that is too long to be needed is kept as an empty one', () => {
    const { state, json } = scan(`{"data":[],"revised_prompt":"${'é\\n'.repeat(100_000)}","id":"req_1"}`)

    expect(state).toBe('whole')
    expect(json).toEqual({ data: [], revised_prompt: '', id: 'req_1' })
  })

  test.each([
    ['more nesting than an answer has', `{"a":${'['.repeat(100_000)}`],
    ['more fields than an answer has', `{"a":[${'1234567890,'.repeat(200_000)}1]}`],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['two values', '{} {}'],
  ])('%s is unreadable', (_, text) => {
    expect(scan(text)).toMatchObject({ state: 'unreadable', json: undefined })
  })

  test('an answer that stops in the middle is cut, wherever that is', () => {
    const text = withPicture(JSON.stringify(base64))
    for (const part of [0.01, 0.5, 0.99]) {
      expect(scan(text.slice(0, Math.floor(text.length * part))).state).toBe('cut')
    }
    expect(scan(text.slice(0, -1)).state).toBe('cut')
  })

  test('a byte order mark and prices that are no numbers do not cost the picture', () => {
    const { state, json, bytes } = scan(
      `\uFEFF{"data":[{"b64_json":"${base64}","revised_prompt":"NaN \\"Infinity\\""}],"metadata":{"cost":NaN,"x":-Infinity}}`,
    )

    expect(state).toBe('whole')
    expect(bytes).toEqual(pixels)
    expect(json).toEqual({
      data: [{ b64_json: '', revised_prompt: 'NaN "Infinity"' }],
      metadata: { cost: null, x: null },
    })
  })
})

describe('the picture in an answer', () => {
  const wrapped = base64.replace(/.{76}/g, '$&\n')
  const forUrls = pixels.toString('base64url')

  test.each([
    ['as it should be', JSON.stringify(base64)],
    ['with line breaks', JSON.stringify(wrapped)],
    ['with carriage returns and tabs', JSON.stringify(base64.replace(/.{60}/g, '$&\r\n\t'))],
    ['with line breaks that JSON does not allow', `"${wrapped}"`],
    ['in the alphabet for URLs and without padding', JSON.stringify(forUrls)],
    ['with too much padding', JSON.stringify(`${base64}====`)],
    ['with line breaks within its padding', JSON.stringify(`${base64}\n=\n`)],
    ['with escaped slashes', JSON.stringify(base64).replaceAll('/', '\\/')],
    ['with escapes by number', JSON.stringify(base64).replaceAll('=', '\\u003d').replaceAll('+', '\\u002B')],
    ['with a data: prefix', JSON.stringify(`data:image/png;base64,${base64}`)],
    ['with an escaped data: prefix', `"data:image\\/png;base64,${base64}"`],
  ])('is decoded %s, in chunks of any size', (_, value) => {
    for (const size of [1, 2, 3, 5, 76, 77, 1000, 65_536]) {
      const { bytes, picture, state } = scan(withPicture(value), [size])

      expect({ picture, state }).toEqual({ picture: 'valid', state: 'whole' })
      expect(bytes).toEqual(pixels)
    }
  })

  test('whatever its bytes, they come out as they went in', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (bytes, size) => {
          const { bytes: out } = scan(withPicture(JSON.stringify(Buffer.from(bytes).toString('base64'))), [
            size,
          ])

          expect(out).toEqual(Buffer.from(bytes))
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a character that is none of its alphabet', `${base64.slice(0, 400)}!${base64.slice(401)}`],
    ['a character beyond Latin', `${base64.slice(0, 400)}é${base64.slice(401)}`],
    ['something after its padding', 'AA==AAAA'],
    ['a single character left over', 'AAAAA'],
    ['a single character before its padding', 'AAAAA==='],
    ['a data: prefix of something else', 'data:text/plain,AAAA'],
    ['a data: prefix without an end', `data:${'a'.repeat(300)}`],
    ['a link', 'https://media.lumenfall.ai/a.png'],
  ])('is invalid with %s', (_, value) => {
    for (const size of [1, 3, 65_536]) {
      expect(scan(withPicture(JSON.stringify(value)), [size]).picture).toBe('invalid')
    }
  })

  test('is the first that is not empty; those after it are passed over', () => {
    const other = Buffer.from('another picture').toString('base64')
    const { bytes, json } = scan(
      `{"data":[{"b64_json":""},{"error":{"code":"x"}},{"b64_json":"${base64}"},{"b64_json":"${other}"}]}`,
      [7],
    )

    expect(bytes).toEqual(pixels)
    expect(json).toEqual({
      data: [{ b64_json: '' }, { error: { code: 'x' } }, { b64_json: '' }, { b64_json: '' }],
    })
  })

  test('is looked for in data[].b64_json and nowhere else', () => {
    const { picture, json } = scan(
      `{"b64_json":"${base64}","data":[{"b64_json":null,"x":{"b64_json":"AA=="},"y":"b64_json"}],"more":{"data":[{"b64_json":"AA=="}]}}`,
      [11],
    )

    expect(picture).toBe('none')
    expect(json).toMatchObject({ b64_json: base64, data: [{ x: { b64_json: 'AA==' } }] })
  })

  test('is found under a name written with escapes', () => {
    const { bytes } = scan(`{"d\\u0061ta":[{"b64\\u005fjson":"${base64}"}]}`, [3])

    expect(bytes).toEqual(pixels)
  })
})

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
