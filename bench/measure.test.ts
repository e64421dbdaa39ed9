import { expect, test } from 'vitest'
import { isReached, median, percentile } from './measure.ts'

test('a percentile is a value that was measured, whatever the order they came in', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)

  expect(percentile(values, 99)).toBe(99)
  expect(percentile(values, 100)).toBe(100)
  expect(median([3, 1, 2])).toBe(2)
})

test('a promise is kept at its limit and broken beyond it', () => {
  const measure = { name: 'start', unit: 'ms', measured: 3000 } as const

  expect(isReached({ ...measure, target: { most: 3000 } })).toBe(true)
  expect(isReached({ ...measure, target: { most: 2999 } })).toBe(false)
  expect(isReached({ ...measure, target: { least: 3001 } })).toBe(false)
  expect(isReached({ ...measure, target: null })).toBe(true)
})
