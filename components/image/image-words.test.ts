import { describe, expect, test } from 'vitest'
import { toByteWords, toImageName, toMismatchWords, toTookWords } from './image-words.ts'

describe('the name of a picture', () => {
  test('is its prompt, on one line', () => {
    expect(toImageName('  Poster\n for   North ')).toBe('Poster for North')
  })

  test('is cut at a word when the prompt is long', () => {
    const name = toImageName('lighthouse '.repeat(30))

    expect(name).toBe(`${'lighthouse '.repeat(10).trim()}…`)
    expect(name.length).toBeLessThanOrEqual(121)
  })

  test('is cut anywhere when there are no words', () => {
    expect(toImageName('x'.repeat(500))).toBe(`${'x'.repeat(120)}…`)
  })
})

describe('asked against got', () => {
  const asked = { width: 1024, height: 1024 }

  test('is told when the gateway gave another size', () => {
    expect(toMismatchWords({ asked, width: 832, height: 1216 })).toBe('Asked 1024×1024, got 832×1216')
  })

  test('is not mentioned when it gave what was asked', () => {
    expect(toMismatchWords({ asked, width: 1024, height: 1024 })).toBeNull()
  })
})

test.each([
  [640, '640 B'],
  [99_499, '99 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [3_140_000, '3.1 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(toByteWords(bytes)).toBe(words)
})

test.each([
  [21_840, '21.8 s'],
  [900, '0.9 s'],
  [59_960, '1 min 0 s'],
  [65_200, '1 min 5 s'],
])('%i ms are %s', (ms, words) => {
  expect(toTookWords(ms)).toBe(words)
})
