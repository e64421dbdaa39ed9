import { describe, expect, test } from 'vitest'
import { groupByDay, toDateAndTime, toDay, toDayWords, toTimeOfDay } from './days.ts'

describe('the day of a moment', () => {
  test('is the one on the wall calendar of the time zone', () => {
    expect(toDay('2026-11-23T23:30:00Z', 'UTC')).toBe('2026-11-23')
    expect(toDay('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-24')
    expect(toDay('2026-03-01T02:00:00Z', 'America/New_York')).toBe('2026-02-28')
  })

  test.each([
    ['2026-11-23', 'Today'],
    ['2026-11-22', 'Yesterday'],
    ['2026-11-21', '21 November'],
    ['2025-11-23', '23 November 2025'],
  ])('%s is called %s', (day, words) => {
    expect(toDayWords(day, '2026-11-23')).toBe(words)
  })

  test('yesterday may be last month or last year', () => {
    expect(toDayWords('2026-02-28', '2026-03-01')).toBe('Yesterday')
    expect(toDayWords('2025-12-31', '2026-01-01')).toBe('Yesterday')
  })

  test('the time of day is of that zone too', () => {
    expect(toTimeOfDay('2026-11-23T09:05:00Z', 'Europe/Berlin')).toBe('10:05')
    expect(toTimeOfDay('2026-11-23T00:05:00Z', 'UTC')).toBe('00:05')
    expect(toDateAndTime('2026-11-23T09:05:00Z', 'UTC')).toBe('23 November 2026, 09:05')
  })
})

test('what follows another of the same day is grouped with it, in order', () => {
  const groups = groupByDay(['b2', 'b1', 'a2', 'a1'], (item) => item.charAt(0))

  expect(groups).toEqual([
    { day: 'b', items: ['b2', 'b1'] },
    { day: 'a', items: ['a2', 'a1'] },
  ])
})
