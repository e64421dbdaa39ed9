import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type StreamWidth, streamWidths, toColumns } from './tile-grid.ts'

test.each([
  [1, 1, 'wide', 1],
  [2, 1, 'wide', 2],
  [4, 1, 'wide', 4],
  [4, 3 / 4, 'wide', 4],
  [4, 16 / 9, 'wide', 2],
  [8, 1, 'wide', 4],
  [10, 1, 'wide', 5],
  [4, 1, 'narrow', 2],
  [2, 1, 'narrow', 2],
  [4, 16 / 9, 'narrow', 1],
  [6, 1, 'medium', 3],
  [8, 1, 'medium', 4],
  [7, 1, 'wide', 4],
  [3, 16 / 9, 'medium', 3],
  [3, 16 / 9, 'wide', 3],
] as const)('%i tiles of ratio %d in a %s stream stand %i abreast', (count, ratio, width, columns) => {
  expect(toColumns(count, ratio, width)).toBe(columns)
})

test('there are never more columns than tiles, nor fewer than one', () => {
  const width = fc.constantFrom(...(Object.keys(streamWidths) as StreamWidth[]))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.double({ min: 0.1, max: 8, noNaN: true }),
      width,
      (count, ratio, w) => {
        const columns = toColumns(count, ratio, w)
        expect(columns).toBeGreaterThanOrEqual(1)
        expect(columns).toBeLessThanOrEqual(count)
      },
    ),
  )
})

test('a wider stream never stacks what a narrower one had side by side', () => {
  for (let count = 1; count <= 10; count++) {
    for (const ratio of [9 / 16, 3 / 4, 1, 4 / 3]) {
      expect(toColumns(count, ratio, 'wide')).toBeGreaterThanOrEqual(toColumns(count, ratio, 'narrow'))
    }
  }
})
