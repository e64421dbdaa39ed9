import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PackedRow, packRows } from './row-packer.ts'

const shape = { width: 1200, rowHeight: 220, gap: 4 }
const occupied = (row: PackedRow, gap = 4) =>
  row.widths.reduce((sum, width) => sum + width, 0) + gap * (row.widths.length - 1)

describe('packed rows', () => {
  test('hold every picture once, in order', () => {
    const ratios = [1, 1.5, 0.66, 1.77, 1, 1, 0.75, 1.33, 2, 0.5, 1, 1, 1]
    const rows = packRows(ratios, shape)

    expect(rows.flatMap((row) => row.widths.map((_, index) => row.start + index))).toEqual(
      ratios.map((_, index) => index),
    )
  })

  test('fill the width to the pixel, all but the last', () => {
    const rows = packRows(
      Array.from({ length: 40 }, (_, index) => 0.6 + (index % 7) * 0.25),
      shape,
    )

    for (const row of rows.slice(0, -1)) expect(occupied(row)).toBe(1200)
    expect(occupied(rows.at(-1) as PackedRow)).toBeLessThanOrEqual(1200)
  })

  test('come near to the wished height', () => {
    const rows = packRows(
      Array.from({ length: 60 }, (_, index) => [1, 0.75, 1.5, 1.78][index % 4] as number),
      shape,
    )

    for (const row of rows.slice(0, -1)) {
      expect(row.height).toBeGreaterThan(220 * 0.75)
      expect(row.height).toBeLessThan(220 * 1.3)
    }
  })

  test('a last row that is not full keeps the wished height and ends early', () => {
    expect(packRows([1, 1], shape)).toEqual([{ start: 0, height: 220, widths: [220, 220] }])
  })

  test('nothing packs into no rows', () => {
    expect(packRows([], shape)).toEqual([])
  })

  test('a panorama and a strip keep a height one can look at', () => {
    const [panorama] = packRows([40, 1, 1, 1, 1, 1], shape)
    const [strip] = packRows([0.01], shape)

    expect(panorama?.height).toBeGreaterThan(100)
    expect(strip).toEqual({ start: 0, height: 220, widths: [73] })
  })

  test('adding at the end moves no row before the last', () => {
    const ratios = Array.from({ length: 30 }, (_, index) => 0.7 + (index % 5) * 0.3)
    const before = packRows(ratios, shape)
    const after = packRows([...ratios, 1, 1.5, 0.8], shape)

    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
  })

  test('whatever the pictures and the width, rows are in order, whole pixels and never wider than the page', () => {
    const ratio = fc.double({ min: 0.01, max: 60, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(ratio, { maxLength: 120 }),
        fc.integer({ min: 320, max: 3000 }),
        fc.integer({ min: 90, max: 400 }),
        (ratios, width, rowHeight) => {
          const rows = packRows(ratios, { width, rowHeight, gap: 4 })
          expect(rows.reduce((sum, row) => sum + row.widths.length, 0)).toBe(ratios.length)
          rows.forEach((row, index) => {
            const isLast = index === rows.length - 1
            expect(row.widths.every((value) => Number.isInteger(value) && value >= 1)).toBe(true)
            if (isLast) expect(occupied(row)).toBeLessThanOrEqual(width)
            else expect(occupied(row)).toBe(width)
          })
        },
      ),
    )
  })
})
