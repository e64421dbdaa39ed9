import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  roundEstimate,
  toCancelWords,
  toDurationWords,
  toProgress,
  toQueueWords,
  toSummaryWords,
  toWaitingWords,
} from './attempt-progress.ts'

const expected = { p50Ms: 23_400, p90Ms: 38_000 }
const atSecond = (seconds: number, usual = expected) => toProgress(0, seconds * 1000, usual)

describe('the estimate', () => {
  test.each([
    [400, 1],
    [1500, 2],
    [19_400, 19],
    [20_400, 20],
    [22_400, 20],
    [22_600, 25],
    [23_400, 25],
    [61_000, 60],
  ])('%i ms is told as %i s', (ms, seconds) => {
    expect(roundEstimate(ms)).toBe(seconds)
  })

  test.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [65, '1 min 5 s'],
    [125, '2 min 5 s'],
    [605, '10 min'],
  ])('%i seconds are written %s', (seconds, words) => {
    expect(toDurationWords(seconds)).toBe(words)
  })
})

describe('a running attempt', () => {
  test('counts up towards what is usual', () => {
    expect(atSecond(14)).toMatchObject({ words: '14 s of about 25 s', slow: false, elapsedSeconds: 14 })
    expect(atSecond(14).fraction).toBeCloseTo(14 / 23.4)
  })

  test('names the longest usual time once the usual one has passed', () => {
    expect(atSecond(30)).toMatchObject({ words: '30 s, usually up to 40 s', fraction: 1, slow: false })
  })

  test('says so when it takes longer than usual, and claims no fraction any more', () => {
    expect(atSecond(39)).toMatchObject({
      words: 'Taking longer than usual (39 s)',
      fraction: null,
      slow: true,
    })
  })

  test('starts at nothing when this device’s clock is behind the server’s', () => {
    expect(toProgress(5000, 1000, expected)).toMatchObject({ words: '0 s of about 25 s', fraction: 0 })
  })

  test('never claims a fraction outside 0 to 1, nor more elapsed than expected', () => {
    const ms = fc.integer({ min: 1, max: 900_000 })
    fc.assert(
      fc.property(ms, ms, ms, (now, a, b) => {
        const usual = { p50Ms: Math.min(a, b), p90Ms: Math.max(a, b) }
        const progress = toProgress(0, now, usual)

        if (progress.fraction === null) expect(progress.slow).toBe(true)
        else expect(progress.fraction).toSatisfy((value: number) => value >= 0 && value <= 1)
        const told = /^(\d+) s of about (\d+) s$/.exec(progress.words)
        if (told) expect(Number(told[1])).toBeLessThanOrEqual(Number(told[2]))
      }),
    )
  })
})

describe('an attempt that waits', () => {
  test.each([
    [null, 'In the queue'],
    [0, 'Next in the queue'],
    [1, '#2 in the queue'],
    [11, '#12 in the queue'],
  ])('with %s ahead: %s', (ahead, words) => {
    expect(toQueueWords(ahead)).toBe(words)
  })

  test('after a refusal says when it goes again, and which try it is', () => {
    const attempt = { runAfter: '2026-11-23T10:00:12.000Z', tryNumber: 2, maxTries: 5 }

    expect(toWaitingWords(attempt, Date.parse('2026-11-23T10:00:00Z'))).toBe('Trying again in 12 s (2 of 5)')
    expect(toWaitingWords(attempt, Date.parse('2026-11-23T10:00:11.200Z'))).toBe(
      'Trying again in 1 s (2 of 5)',
    )
  })

  test('says nothing of waiting once its time has come, or when there was none', () => {
    const attempt = { runAfter: '2026-11-23T10:00:12.000Z', tryNumber: 2, maxTries: 5 }

    expect(toWaitingWords(attempt, Date.parse('2026-11-23T10:00:12Z'))).toBeNull()
    expect(toWaitingWords({ ...attempt, runAfter: null }, 0)).toBeNull()
  })
})

describe('Cancel', () => {
  const at = (
    state: 'queued' | 'leased' | 'dispatched' | 'received' | 'done',
    wish: string | null = null,
  ) => ({
    state,
    cancelRequestedAt: wish,
  })

  test('promises that nothing is charged while nothing was sent', () => {
    expect(toCancelWords([at('queued'), at('leased')])).toEqual({
      label: 'Cancel',
      promise: 'Removes it from the queue. Nothing is charged.',
    })
  })

  test('admits what the provider may still do once something was sent', () => {
    expect(toCancelWords([at('dispatched'), at('done')])).toEqual({
      label: 'Stop waiting',
      promise: 'The provider may still finish and charge 1 image.',
    })
    expect(toCancelWords([at('dispatched'), at('dispatched'), at('queued')])).toEqual({
      label: 'Cancel',
      promise: 'The provider may still finish and charge 2 images. 1 not sent yet costs nothing.',
    })
  })

  test('is not offered when it could do nothing', () => {
    expect(toCancelWords([at('done'), at('received')])).toBeNull()
    expect(toCancelWords([at('dispatched', '2026-11-23T10:00:00Z')])).toBeNull()
  })
})

test.each([
  [['done', 'done', 'failed_free', 'dispatched'], '2 of 4 images ready'],
  [['done', 'done'], '2 images ready'],
  [['done'], '1 image ready'],
  [['queued'], '0 of 1 image ready'],
] as const)('%j is told as “%s”', (states, words) => {
  expect(toSummaryWords(states.map((state) => ({ state })))).toBe(words)
})
