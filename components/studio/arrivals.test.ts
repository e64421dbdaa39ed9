import { expect, test } from 'vitest'
import { countArrivals } from './arrivals.ts'

test('what comes while the top is on screen has been seen', () => {
  const known = countArrivals(['b', 'a'], { seen: 'a', unseen: 0 }, true)

  expect(known).toEqual({ seen: 'b', unseen: 0 })
})

test('what comes above while somebody looks further down is counted', () => {
  const one = countArrivals(['b', 'a'], { seen: 'a', unseen: 0 }, false)
  const two = countArrivals(['c', 'b', 'a'], one, false)

  expect([one.unseen, two.unseen]).toEqual([1, 2])
  expect(countArrivals(['c', 'b', 'a'], two, true)).toEqual({ seen: 'c', unseen: 0 })
})

test('older ones that are read further down are not new', () => {
  expect(countArrivals(['b', 'a', '0', '-1'], { seen: 'b', unseen: 0 }, false).unseen).toBe(0)
})

test('when the one seen last is gone, nothing is claimed to be new', () => {
  expect(countArrivals(['c', 'a'], { seen: 'b', unseen: 1 }, false)).toEqual({ seen: 'c', unseen: 0 })
})

test('the first list is not news', () => {
  expect(countArrivals(['b', 'a'], { seen: null, unseen: 0 }, false)).toEqual({ seen: 'b', unseen: 0 })
  expect(countArrivals([], { seen: null, unseen: 0 }, false)).toEqual({ seen: null, unseen: 0 })
})
