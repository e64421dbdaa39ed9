import type { LedgerEntry } from '../gateway/gateway.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { resolveUnknown } from './resolution.ts'

const patienceMs = 10_000
const minute = 60_000

/**
 * Asks the gateway's ledger what became of the calls whose end nobody saw. None of them is ever sent again: what was
 * charged is shown as charged, and what provably never arrived may be tried again by a person.
 */
export async function reconcileUnknown(parts: CourierParts, signal: AbortSignal): Promise<void> {
  for (const attempt of await parts.store.queue.listInState('unknown', 500)) {
    if (signal.aborted) return
    await reconcileAttempt(parts, attempt, signal)
  }
}

async function reconcileAttempt(
  parts: CourierParts,
  attempt: AttemptRecord,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, config, log } = parts
  const overMs = clock.now().getTime() - endOfWindow(attempt, config.limits.reconcileForMs)
  const resolution = resolveUnknown(await askLedger(parts, attempt, { overMs, signal }), overMs)
  if (!resolution) return

  const changes = { ...resolution.changes, finishedAt: clock.now() }
  await store.queue.advance(attempt.id, { from: 'unknown', to: resolution.to, changes })
  const { id: attemptId, traceId } = attempt
  log.info({ attemptId, traceId, state: resolution.to }, 'what became of the call is known')
}

/** `undefined` when the ledger did not answer, which proves nothing. */
async function askLedger(
  { gateway, log }: CourierParts,
  attempt: AttemptRecord,
  { overMs, signal }: { overMs: number; signal: AbortSignal },
): Promise<LedgerEntry | null | undefined> {
  const { id: attemptId, traceId, dispatchedAt } = attempt
  if (!traceId || !dispatchedAt) return undefined
  // The answer that proves absence is worth more pages: the two clocks may be a day apart.
  const since = new Date(dispatchedAt.getTime() - (overMs >= 0 ? 25 * 60 : 10) * minute)
  try {
    return await gateway.findRequest(
      traceId,
      since,
      AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    )
  } catch (error) {
    log.warn(
      { attemptId, traceId, reason: error instanceof Error ? error.name : 'unknown' },
      'the ledger did not answer',
    )
    return undefined
  }
}

/** Until when a call may still turn up in the ledger. */
function endOfWindow({ deadlineAt }: AttemptRecord, reconcileForMs: number): number {
  return (deadlineAt?.getTime() ?? 0) + reconcileForMs
}
