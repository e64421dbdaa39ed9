import type { Attempt } from '#lib/shared/attempt.ts'
import type { Image } from '#lib/shared/image.ts'

/** What a tile shows: one kind for each thing a person can be told apart from the others. */
export type AttemptView =
  | { kind: 'picture'; image: Image }
  | { kind: 'deleted'; image: Image }
  | { kind: 'sending' }
  | { kind: 'queued'; ahead: number | null }
  /** Held back after a refusal that cost nothing, until `runAfter`. */
  | { kind: 'waiting' }
  | { kind: 'starting' }
  | { kind: 'running'; sinceMs: number }
  /** Sent, and somebody wished it stopped: the provider may finish it all the same. */
  | { kind: 'stopping'; sinceMs: number }
  /** The answer is on our disk; the picture is being made from it. */
  | { kind: 'saving' }
  | { kind: 'unknown' }
  | { kind: 'cancelled' }
  | { kind: 'failed' }

/** `unconfirmed` while the press itself has not been answered by the studio yet. */
export function toAttemptView(
  attempt: Attempt,
  options: { nowMs: number; unconfirmed?: boolean },
): AttemptView {
  if (attempt.image) return { kind: attempt.image.deletedAt ? 'deleted' : 'picture', image: attempt.image }
  if (options.unconfirmed) return { kind: 'sending' }

  switch (attempt.state) {
    case 'queued':
      return isHeldBack(attempt, options.nowMs)
        ? { kind: 'waiting' }
        : { kind: 'queued', ahead: attempt.ahead }
    case 'leased':
      return { kind: 'starting' }
    case 'dispatched': {
      const sinceMs = Date.parse(attempt.dispatchedAt ?? attempt.queuedAt)
      return { kind: attempt.cancelRequestedAt ? 'stopping' : 'running', sinceMs }
    }
    case 'received':
    case 'stored':
    case 'done':
      return { kind: 'saving' }
    case 'unknown':
      return { kind: 'unknown' }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'failed_free':
    case 'failed_charged':
      return { kind: 'failed' }
  }
}

/** True while the words on a tile change by themselves as seconds pass. */
export function changesWithTime({ kind }: AttemptView): boolean {
  return kind === 'waiting' || kind === 'running' || kind === 'stopping'
}

function isHeldBack(attempt: Attempt, nowMs: number): boolean {
  return attempt.runAfter !== null && Date.parse(attempt.runAfter) > nowMs
}
