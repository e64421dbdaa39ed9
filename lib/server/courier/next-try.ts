import type { Limits } from '../config.ts'
import type { AttemptRecord } from '../store/store.ts'

type Tried = Pick<AttemptRecord, 'tryNumber' | 'firstQueuedAt' | 'cancelRequestedAt'>

/**
 * When the next try for the same image may be sent, after one that cost nothing; null when there is to be none.
 * A wait that ends after the deadline is not begun: better to say so now than in an hour.
 */
export function nextTryAt(
  tried: Tried,
  { now, afterMs, limits }: { now: Date; afterMs: number | null; limits: Limits },
): Date | null {
  if (tried.cancelRequestedAt || tried.tryNumber >= limits.maxTries) return null
  const runAfter = now.getTime() + (afterMs ?? backoffMs(tried.tryNumber))
  return runAfter < tried.firstQueuedAt.getTime() + limits.deadlineMs ? new Date(runAfter) : null
}

/** 2, 4, 8… seconds, each up to a quarter longer or shorter so that what was refused together does not come back together. */
export function backoffMs(tryNumber: number): number {
  return Math.round(2 ** tryNumber * 1000 * (0.75 + Math.random() / 2))
}
