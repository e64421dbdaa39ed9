import { describe, expect, test } from 'vitest'
import { fitRowHeight, maxRowHeight, minRowHeight, SavedRowHeight, stepRowHeight } from './density.ts'
import { toGalleryFilters } from './gallery-filters.ts'

describe('the size of the pictures', () => {
  test('changes by steps and ends at its limits', () => {
    expect(stepRowHeight(220, 1)).toBe(240)
    expect(stepRowHeight(220, -1)).toBe(200)
    expect(stepRowHeight(maxRowHeight, 1)).toBe(maxRowHeight)
    expect(stepRowHeight(minRowHeight, -1)).toBe(minRowHeight)
  })

  test('is as wished where there is room, and two or three abreast on a phone', () => {
    expect(fitRowHeight(220, 1400)).toBe(220)
    expect(fitRowHeight(360, 390)).toBe(150)
    expect(fitRowHeight(120, 200)).toBe(minRowHeight)
  })

  test.each([0, 5000, '220', null])('%j is not believed when this device remembers it', (value) => {
    expect(SavedRowHeight.safeParse(value).success).toBe(false)
  })
})

describe('what an address asks the gallery for', () => {
  test('is everything, or the favourites', () => {
    expect(toGalleryFilters({})).toEqual({})
    expect(toGalleryFilters({ favourites: '1' })).toEqual({ favourites: true })
  })

  test.each([{ favourites: '0' }, { favourites: ['1', '1'] }, { favourites: 'yes' }, { before: '1' }])(
    '%j is everything',
    (search) => {
      expect(toGalleryFilters(search)).toEqual({})
    },
  )
})
