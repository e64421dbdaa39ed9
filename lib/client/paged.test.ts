import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drop, type Paged, type PageLens, place, replace } from './paged.ts'

type Item = { id: string; time: string }
type Page = { items: Item[]; next: string | null }

const lens: PageLens<Page, Item> = {
  items: (page) => page.items,
  with: (page, items) => ({ ...page, items }),
  id: ({ id }) => id,
  time: ({ time }) => time,
  isEnd: ({ next }) => next === null,
}

const at = (minute: number, id = `i${minute}`): Item => ({
  id,
  time: `10:${String(minute).padStart(2, '0')}`,
})
const pages = (...all: Item[][]): Paged<Page> => ({
  pages: all.map((items, index) => ({ items, next: index === all.length - 1 ? null : `p${index}` })),
  pageParams: all.map((_, index) => (index === 0 ? null : `p${index - 1}`)),
})
const ids = (data: Paged<Page>) => data.pages.map((page) => page.items.map(({ id }) => id))

describe('a newcomer', () => {
  test('goes where its time belongs, in whichever page that is', () => {
    const data = pages([at(9), at(7)], [at(5), at(3)])

    expect(ids(place(data, at(10), lens))).toEqual([
      ['i10', 'i9', 'i7'],
      ['i5', 'i3'],
    ])
    expect(ids(place(data, at(8), lens))).toEqual([
      ['i9', 'i8', 'i7'],
      ['i5', 'i3'],
    ])
    expect(ids(place(data, at(4), lens))).toEqual([
      ['i9', 'i7'],
      ['i5', 'i4', 'i3'],
    ])
    expect(ids(place(data, at(1), lens))).toEqual([
      ['i9', 'i7'],
      ['i5', 'i3', 'i1'],
    ])
  })

  test('that is older than everything loaded waits for its own page', () => {
    const data = pages([at(9), at(7)])
    const unfinished = { ...data, pages: data.pages.map((page) => ({ ...page, next: 'more' })) }

    expect(place(unfinished, at(1), lens)).toBe(unfinished)
  })

  test('is the first of an empty list', () => {
    expect(ids(place(pages([]), at(1), lens))).toEqual([['i1']])
  })
})

test('a newer version takes the old one’s place, and nothing else is touched', () => {
  const data = pages([at(9), at(7)], [at(5), at(3)])

  const after = place(data, { ...at(5), time: '10:05' }, lens)

  expect(ids(after)).toEqual(ids(data))
  expect(after.pages[0]).toBe(data.pages[0])
  expect(after.pages[1]?.items[1]).toBe(data.pages[1]?.items[1])
})

test('what is not there can be neither replaced nor dropped', () => {
  const data = pages([at(9)])

  expect(replace(data, { id: 'nobody', item: at(1) }, lens)).toBe(data)
  expect(drop(data, 'nobody', lens)).toBe(data)
})

test('however items come and go, each is there once and in order', () => {
  const step = fc.record({ minute: fc.integer({ min: 0, max: 30 }), gone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const expected = new Set<number>()
      let data = pages([at(20)], [at(10)])
      expected.add(20).add(10)
      for (const { minute, gone } of steps) {
        data = gone ? drop(data, `i${minute}`, lens) : place(data, at(minute), lens)
        if (gone) expected.delete(minute)
        else expected.add(minute)
      }
      expect(ids(data).flat()).toEqual(
        [...expected].sort((one, other) => other - one).map((minute) => `i${minute}`),
      )
    }),
  )
})
