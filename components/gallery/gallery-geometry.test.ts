import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Image } from '#lib/shared/image.ts'
import { findAnchor, toScroll } from './anchor.ts'
import { dayHeight, findRow, type GalleryRow, toGalleryRows, totalHeight } from './gallery-rows.ts'
import { moveFocus } from './grid-focus.ts'

const shape = { width: 1000, rowHeight: 200 }
const calendar = { dayOf: (image: Image) => image.createdAt, today: '2026-11-23' }
const anImage = (id: string, day = '2026-11-23', ratio = 1) =>
  ({ id, createdAt: day, width: Math.round(ratio * 1000), height: 1000 }) as Image
const images = (count: number, day = '2026-11-23', prefix = 'i') =>
  Array.from({ length: count }, (_, index) => anImage(`${prefix}${index}`, day))
const rowsOf = (list: readonly Image[]) => toGalleryRows(list, shape, calendar)

describe('the rows of the gallery', () => {
  test('begin each day with its name and hold every picture once', () => {
    const rows = rowsOf([...images(7), ...images(3, '2026-11-22', 'y')])

    expect(rows.map((row) => (row.kind === 'day' ? row.words : row.images.length))).toEqual([
      'Today',
      5,
      2,
      'Yesterday',
      3,
    ])
  })

  test('lie under one another without a gap or an overlap', () => {
    const rows = rowsOf([...images(23), ...images(9, '2026-11-20', 'y')])

    let top = 0
    for (const row of rows) {
      expect(row.top).toBe(top)
      top += row.height
    }
    expect(totalHeight(rows)).toBe(top)
    expect(rows[0]?.height).toBe(dayHeight)
  })

  test('of no pictures are none', () => {
    expect(rowsOf([])).toEqual([])
    expect(totalHeight([])).toBe(0)
  })

  test('know the place of each picture', () => {
    const rows = rowsOf(images(12))

    expect(findRow(rows, 'i0')).toBe(1)
    expect(findRow(rows, 'i11')).toBe(3)
    expect(findRow(rows, 'gone')).toBe(-1)
  })
})

describe('what somebody looks at', () => {
  const before = rowsOf(images(40))
  // The fourth row is partly under what sticks to the top; the fifth is the first seen whole.
  const screen = { scrolled: (before[4] as GalleryRow).top + 37, height: 800, covered: 48 }
  const anchorOf = (focusedId: string | null = null) =>
    findAnchor(before, screen, focusedId) as NonNullable<ReturnType<typeof findAnchor>>
  /** Where the top of a picture's row is on screen. */
  const seenAt = (rows: GalleryRow[], id: string, scrolled: number) =>
    (rows[findRow(rows, id)] as GalleryRow).top - scrolled

  test('is the first row seen whole, and stays where it is when a picture is added above', () => {
    const after = rowsOf([anImage('new'), ...images(40)])

    expect(anchorOf().candidates[0]).toBe('i20')
    expect(seenAt(after, 'i20', toScroll(after, anchorOf()) as number)).toBe(
      seenAt(before, 'i20', screen.scrolled),
    )
  })

  test('stays where it is when a whole day is added above', () => {
    const added = images(9, '2026-11-24', 'n')
    const after = rowsOf([...added, ...images(40)])

    expect(toScroll(after, anchorOf())).toBe(screen.scrolled + totalHeight(rowsOf(added)))
  })

  test('is the picture under focus, while it is on screen', () => {
    expect(anchorOf('i27').candidates[0]).toBe('i27')
    expect(anchorOf('i1').candidates[0]).toBe('i20')
    expect(anchorOf('gone').candidates[0]).toBe('i20')
  })

  test('is followed by what came next when it is deleted itself', () => {
    const left = images(40).filter(({ id }) => id !== 'i20')

    expect(toScroll(rowsOf(left), anchorOf())).toBe(screen.scrolled)
  })

  test('is a row seen in part when none is seen whole', () => {
    const low = { scrolled: (before[4] as GalleryRow).top + 20, height: 150, covered: 0 }

    expect(findAnchor(before, low, null)).toMatchObject({
      candidates: expect.arrayContaining(['i15']),
      offset: 20,
    })
  })

  test('is nothing at the top, where what is new should be seen', () => {
    expect(findAnchor(before, { ...screen, scrolled: 0 }, null)).toBeNull()
    expect(findAnchor(before, { ...screen, scrolled: -80 }, 'i0')).toBeNull()
  })

  test('is nothing when everything has gone', () => {
    expect(toScroll([], { candidates: ['i0'], offset: 0 })).toBeNull()
    expect(findAnchor([], screen, null)).toBeNull()
  })
})

describe('moving with the keys', () => {
  const rows = rowsOf([...images(12), ...images(4, '2026-11-22', 'y')])
  const press = (index: number, key: string) => moveFocus(rows, index, { key, pageHeight: 420 })

  test.each([
    [0, 'ArrowRight', 1],
    [4, 'ArrowRight', 5],
    [5, 'ArrowLeft', 4],
    [1, 'ArrowDown', 6],
    [6, 'ArrowUp', 1],
    [3, 'End', 15],
    [9, 'Home', 0],
    [1, 'PageDown', 11],
    [12, 'ArrowUp', 10],
    [3, 'ArrowUp', 0],
    [15, 'ArrowLeft', 14],
    [13, 'ArrowDown', 15],
  ])('from %i, %s leads to %i', (index, key, to) => {
    expect(press(index, key)).toBe(to)
  })

  test.each([
    [0, 'ArrowLeft'],
    [0, 'Home'],
    [15, 'ArrowRight'],
    [3, 'f'],
    [3, 'toString'],
  ])('from %i, %s leads nowhere', (index, key) => {
    expect(press(index, key)).toBeNull()
  })

  test('no key ever leaves the gallery', () => {
    const key = fc.constantFrom(
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'PageUp',
      'PageDown',
      'Home',
      'End',
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(key, { maxLength: 40 }), (count, keys) => {
        const list = rowsOf(images(count))
        let index = 0
        for (const next of keys) {
          index = moveFocus(list, index, { key: next, pageHeight: 500 }) ?? index
          expect(index).toBeGreaterThanOrEqual(0)
          expect(index).toBeLessThan(count)
        }
      }),
    )
  })
})
