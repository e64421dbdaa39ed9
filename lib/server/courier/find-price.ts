import type { Gateway, Verdict } from '../gateway/gateway.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { isOfOtherGateway } from './other-gateway.ts'
import { askLedger } from './reconcile.ts'
import type { Signals } from './signals.ts'

/** A picture that is there is not kept waiting longer than this for its price. */
const patienceMs = 2000

// Asked once each: a gateway that has no ledger does not get one while the courier runs.
const withoutLedger = new WeakSet<Gateway>()

/**
 * The price of a call whose answer does not name it, from the ledger; null when that does not know either. A refusal by
 * the content policy is asked about too: it may come after the provider's work, and be charged in part.
 */
export async function findPriceMicros(
  parts: CourierParts,
  attempt: AttemptRecord,
  { verdict, signals }: { verdict: Verdict; signals: Signals },
): Promise<number | null> {
  const isWorthAsking = verdict.kind === 'image' || (verdict.kind === 'failed' && isModerated(verdict.code))
  if (verdict.costMicros !== null || !isWorthAsking || withoutLedger.has(parts.gateway)) {
    return verdict.costMicros
  }
  const signal = AbortSignal.any([signals.draining, AbortSignal.timeout(patienceMs)])
  const word = await askLedger(parts, attempt, { marginMs: 0, signal })
  if (word.kind === 'none' && !isOfOtherGateway(parts, attempt)) withoutLedger.add(parts.gateway)
  return word.kind === 'found' ? word.entry.costMicros : null
}

function isModerated(code: string): boolean {
  return code === 'moderated_input' || code === 'moderated_output'
}
