import { expect, test } from 'vitest'
import { formatMegapixels, tierLabel } from './size-words.ts'

test('megapixels are named, and the gateway’s own scales are left as they are', () => {
  expect(tierLabel('0.25')).toBe('0.25 MP')
  expect(tierLabel('2K')).toBe('2K')
})

test.each([
  [{ width: 1024, height: 1024 }, '1 MP'],
  [{ width: 880, height: 1184 }, '0.99 MP'],
  [{ width: 2048, height: 2048 }, '4 MP'],
  [{ width: 1504, height: 1504 }, '2.2 MP'],
])('%o are %s', (size, words) => {
  expect(formatMegapixels(size)).toBe(words)
})
