import { expect, test } from 'vitest'
import type { Limits } from '../config.ts'
import { backoffMs, nextTryAt } from './next-try.ts'

const now = new Date('2026-01-01T12:00:00Z')
const limits = { deadlineMs: 600_000, maxTries: 5 } as Limits
const tried = { tryNumber: 1, firstQueuedAt: now, cancelRequestedAt: null }

test('the time the gateway asked for is kept to the millisecond', () => {
  expect(nextTryAt(tried, { now, afterMs: 12_345, limits })).toEqual(new Date(now.getTime() + 12_345))
})

test('an hour to wait is not begun when the deadline is in ten minutes', () => {
  expect(nextTryAt(tried, { now, afterMs: 3_600_000, limits })).toBeNull()
})

test('the deadline counts from the first try, not from the latest', () => {
  const early = { ...tried, tryNumber: 3, firstQueuedAt: new Date(now.getTime() - 590_000) }

  expect(nextTryAt(early, { now, afterMs: 9_000, limits })).not.toBeNull()
  expect(nextTryAt(early, { now, afterMs: 10_000, limits })).toBeNull()
})

test('there are no more tries than the studio allows', () => {
  expect(nextTryAt({ ...tried, tryNumber: 4 }, { now, afterMs: 1, limits })).not.toBeNull()
  expect(nextTryAt({ ...tried, tryNumber: 5 }, { now, afterMs: 1, limits })).toBeNull()
})

test('what somebody wished to cancel is not tried again', () => {
  expect(nextTryAt({ ...tried, cancelRequestedAt: now }, { now, afterMs: 1, limits })).toBeNull()
})

test('without a word from the gateway the pause doubles from two seconds, give or take a quarter', () => {
  for (const [tryNumber, around] of [
    [1, 2000],
    [2, 4000],
    [3, 8000],
  ] as const) {
    const pauses = Array.from({ length: 200 }, () => backoffMs(tryNumber))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(around * 0.75)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(around * 1.25)
    expect(new Set(pauses).size).toBeGreaterThan(50)
  }
})
