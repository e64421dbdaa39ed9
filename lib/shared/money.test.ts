import { expect, test } from 'vitest'
import { formatMicros } from './money.ts'

test.each([
  [0, '$0.00'],
  [240_000, '$0.24'],
  [60_000, '$0.06'],
  [3_500, '$0.004'],
  [12_400_000, '$12.40'],
  [1_250_000_000, '$1,250.00'],
])('%d millionths are %s', (micros, text) => {
  expect(formatMicros(micros)).toBe(text)
})
