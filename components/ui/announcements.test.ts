import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announce, readAnnouncement } from './announcements.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

test('the first words are said at once, and what comes within two seconds in one breath', () => {
  announce('Started 4 images')
  announce('1 of 4 images ready')
  announce('2 of 4 images ready')

  expect(readAnnouncement()).toBe('Started 4 images')
  vi.advanceTimersByTime(2000)
  expect(readAnnouncement()).toBe('1 of 4 images ready. 2 of 4 images ready')
})

test('the same words again differ, so that they are read out again', () => {
  announce('Started 1 image')
  vi.runAllTimers()
  const first = readAnnouncement()

  announce('Started 1 image')

  expect(readAnnouncement()).not.toBe(first)
  expect(readAnnouncement().trim()).toBe('Started 1 image')
})
