import { type Attempt, isUnsent } from '#lib/shared/attempt.ts'
import type { Generation } from '#lib/shared/generation.ts'

/** How long a call has taken, against what such calls have taken before. */
export type Progress = {
  words: string
  /** Of the expected time, from 0 to 1; null once it says nothing any more. */
  fraction: number | null
  slow: boolean
  elapsedSeconds: number
  expectedSeconds: number
}

type Expected = Generation['expected']

/** Nobody can tell 23 s from 25 s in advance: above 20 s the estimate is rounded to 5 s. */
export function roundEstimate(ms: number): number {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds <= 20 ? seconds : Math.round(seconds / 5) * 5
}

/** `38 s`, `1 min 5 s`, `12 min`: the smallest words that are still exact enough. */
export function toDurationWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return minutes >= 10 || rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}

export function toProgress(startedAtMs: number, nowMs: number, expected: Expected): Progress {
  const elapsedMs = Math.max(0, nowMs - startedAtMs)
  const elapsedSeconds = Math.floor(elapsedMs / 1000)
  const expectedSeconds = roundEstimate(expected.p50Ms)
  const elapsed = toDurationWords(elapsedSeconds)

  if (elapsedMs > expected.p90Ms) {
    const words = `Taking longer than usual (${elapsed})`
    return { words, fraction: null, slow: true, elapsedSeconds, expectedSeconds }
  }
  // Between the usual time and the longest usual one, "26 s of about 25 s" would be nonsense.
  const words =
    elapsedSeconds <= expectedSeconds
      ? `${elapsed} of about ${toDurationWords(expectedSeconds)}`
      : `${elapsed}, usually up to ${toDurationWords(Math.max(roundEstimate(expected.p90Ms), elapsedSeconds))}`
  return {
    words,
    fraction: Math.min(1, elapsedMs / expected.p50Ms),
    slow: false,
    elapsedSeconds,
    expectedSeconds,
  }
}

export function toQueueWords(ahead: number | null): string {
  if (ahead === null) return 'In the queue'
  return ahead === 0 ? 'Next in the queue' : `#${ahead + 1} in the queue`
}

/** Why an attempt that could go is held back until `runAfter`, and for how long. */
export function toWaitingWords(
  attempt: Pick<Attempt, 'runAfter' | 'tryNumber' | 'maxTries'>,
  nowMs: number,
): string | null {
  if (attempt.runAfter === null) return null
  const seconds = Math.ceil((Date.parse(attempt.runAfter) - nowMs) / 1000)
  if (seconds <= 0) return null
  const tries = attempt.tryNumber > 1 ? ` (${attempt.tryNumber} of ${attempt.maxTries})` : ''
  return `Trying again in ${toDurationWords(seconds)}${tries}`
}

/** What Cancel can truthfully do now; null when there is nothing left to cancel. */
export function toCancelWords(attempts: readonly Pick<Attempt, 'state' | 'cancelRequestedAt'>[]): {
  label: string
  promise: string
} | null {
  const unsent = attempts.filter(({ state }) => isUnsent(state)).length
  const sent = attempts.filter(
    ({ state, cancelRequestedAt }) => state === 'dispatched' && cancelRequestedAt === null,
  ).length
  if (unsent + sent === 0) return null
  if (sent === 0) return { label: 'Cancel', promise: 'Removes it from the queue. Nothing is charged.' }
  const label = unsent === 0 ? 'Stop waiting' : 'Cancel'
  const rest = unsent === 0 ? '' : ` ${unsent} not sent yet ${unsent === 1 ? 'costs' : 'cost'} nothing.`
  return {
    label,
    promise: `The provider may still finish and charge ${sent === 1 ? '1 image' : `${sent} images`}.${rest}`,
  }
}

/** `2 of 4 images ready`, for the heading and for who cannot see the tiles. */
export function toSummaryWords(attempts: readonly Pick<Attempt, 'state'>[]): string {
  const ready = attempts.filter(({ state }) => state === 'done').length
  const total = attempts.length
  if (ready === total) return total === 1 ? '1 image ready' : `${total} images ready`
  return `${ready} of ${total} ${total === 1 ? 'image' : 'images'} ready`
}
