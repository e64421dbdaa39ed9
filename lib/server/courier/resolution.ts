import type { LedgerEntry } from '../gateway/gateway.ts'
import type { AttemptChanges } from '../store/store.ts'

/** A ledger that has said nothing for this long is not going to. */
const giveUpAfterMs = 24 * 60 * 60 * 1000

/** What the ledger said about a call. */
export type LedgerWord =
  | { kind: 'found'; entry: LedgerEntry }
  /** It answered, and has no such call. */
  | { kind: 'absent' }
  /** It did not answer, which proves nothing. */
  | { kind: 'silent' }
  /** The gateway keeps no ledger that could be asked. */
  | { kind: 'none' }

/** What became of a call whose end nobody saw; null while that is not certain, and the ledger is to be asked again. */
export type Resolution = { to: 'failed_free' | 'failed_charged'; changes: AttemptChanges } | null

export type Unknown = {
  /** How long ago the time ran out in which the call may still turn up in the ledger; negative before that. */
  overMs: number
  /** The gateway has taken the call: that it never arrived can no longer be said, whatever the ledger lacks. */
  wasAnswered: boolean
}

export function resolveUnknown(word: LedgerWord, { overMs, wasAnswered }: Unknown): Resolution {
  const isOver = overMs >= 0
  if (word.kind === 'found') {
    const resolution = resolveEntry(word.entry, isOver)
    if (resolution) return resolution
  }
  if (word.kind === 'absent' && isOver) return wasAnswered ? unclear : neverArrived
  if (word.kind === 'none' && isOver) return unclear
  return overMs >= giveUpAfterMs ? unclear : null
}

function resolveEntry({ status, requestId, costMicros }: LedgerEntry, isOver: boolean): Resolution {
  if (costMicros !== null && costMicros > 0) {
    return { to: 'failed_charged', changes: { charged: 'yes', requestId, costMicros } }
  }
  const isFree = costMicros === 0
  if (isFree && (failedStatuses.has(status) || (isOver && !openStatuses.has(status)))) {
    return { to: 'failed_free', changes: { charged: 'no', requestId, costMicros: 0 } }
  }
  // A price may be written down some time after the call: none is believed only when the time for that is over.
  const isUnpriced = isOver && !openStatuses.has(status)
  return isUnpriced ? { to: 'failed_charged', changes: { charged: 'unclear', requestId } } : null
}

const failedStatuses = new Set<LedgerEntry['status']>(['upstream_failure', 'rejected', 'cancelled'])
const openStatuses = new Set<LedgerEntry['status']>(['pending', 'processing'])

const neverArrived: Resolution = {
  to: 'failed_free',
  changes: { failureCode: 'never_arrived', charged: 'no', costMicros: 0 },
}

/** Never said to be free: nobody knows, and that is what a person is told. */
const unclear: Resolution = { to: 'failed_charged', changes: { charged: 'unclear' } }
