import type { LedgerEntry } from '../gateway/gateway.ts'
import type { AttemptChanges } from '../store/store.ts'

/** A ledger that has said nothing for this long is not going to. */
const giveUpAfterMs = 24 * 60 * 60 * 1000

/** What became of a call whose end nobody saw; null while that is not certain, and the ledger is to be asked again. */
export type Resolution = { to: 'failed_free' | 'failed_charged'; changes: AttemptChanges } | null

/**
 * `entry` is null when the ledger has no such call, and undefined when it did not answer, which proves nothing.
 * `overMs` is how long ago the time ran out in which a call may still turn up in it; negative before that.
 */
export function resolveUnknown(entry: LedgerEntry | null | undefined, overMs: number): Resolution {
  const isOver = overMs >= 0
  if (entry && (entry.costMicros ?? 0) > 0) return charged(entry)
  if (entry && failedStatuses.has(entry.status) && entry.costMicros === 0) return free(entry)
  if (entry === null && isOver) return neverArrived
  // A price may be written down some time after the call: no price is believed only when the time for that is over.
  if (entry && isOver && !openStatuses.has(entry.status)) {
    return entry.costMicros === 0 ? free(entry) : unclear(entry)
  }
  return overMs >= giveUpAfterMs ? unclear(entry ?? null) : null
}

const failedStatuses = new Set<LedgerEntry['status']>(['upstream_failure', 'rejected', 'cancelled'])
const openStatuses = new Set<LedgerEntry['status']>(['pending', 'processing'])

const neverArrived: Resolution = {
  to: 'failed_free',
  changes: { failureCode: 'never_arrived', charged: 'no', costMicros: 0 },
}

function charged(entry: LedgerEntry): Resolution {
  const { requestId, costMicros } = entry
  return { to: 'failed_charged', changes: { charged: 'yes', requestId, costMicros } }
}

function free(entry: LedgerEntry): Resolution {
  return { to: 'failed_free', changes: { charged: 'no', requestId: entry.requestId, costMicros: 0 } }
}

/** Never said to be free: nobody knows, and that is what a person is told. */
function unclear(entry: LedgerEntry | null): Resolution {
  const changes: AttemptChanges = { charged: 'unclear' }
  if (entry) changes.requestId = entry.requestId
  return { to: 'failed_charged', changes }
}
