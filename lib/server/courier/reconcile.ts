import { AppError } from '#lib/shared/errors.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { isOfOtherGateway } from './other-gateway.ts'
import { type LedgerWord, resolveUnknown } from './resolution.ts'

type Parts = Pick<CourierParts, 'store' | 'clock' | 'config' | 'log' | 'gateway'>

const patienceMs = 10_000
const hourMs = 60 * 60_000

/**
 * Asks the gateway's ledger what became of the calls whose end nobody saw. None of them is ever sent again: what was
 * charged is shown as charged, and what provably never arrived may be tried again by a person.
 */
export async function reconcileUnknown(parts: Parts, signal: AbortSignal): Promise<void> {
  for (const attempt of await parts.store.queue.listInState('unknown', 500)) {
    if (signal.aborted) return
    await reconcileAttempt(parts, attempt, signal)
  }
}

async function reconcileAttempt(parts: Parts, attempt: AttemptRecord, signal: AbortSignal): Promise<void> {
  const { store, clock, config, log } = parts
  const overMs = clock.now().getTime() - endOfWindow(attempt, config.limits.reconcileForMs)
  // The answer that proves absence is worth more pages: somebody may have set this machine's clock meanwhile.
  const marginMs = overMs >= 0 ? 25 * hourMs : 0
  const word = await askLedger(parts, attempt, { marginMs, signal })
  const resolution = resolveUnknown(word, { overMs, wasAnswered: wasAnswered(attempt) })
  if (!resolution) return

  const changes = { ...resolution.changes, finishedAt: clock.now() }
  await store.queue.advance(attempt.id, { from: 'unknown', to: resolution.to, changes })
  const { id: attemptId, traceId } = attempt
  log.info({ attemptId, traceId, state: resolution.to }, 'what became of the call is known')
}

/** Asks the ledger once. */
export async function askLedger(
  parts: Pick<CourierParts, 'gateway' | 'log' | 'config'>,
  attempt: AttemptRecord,
  { marginMs, signal }: { marginMs: number; signal: AbortSignal },
): Promise<LedgerWord> {
  const { gateway, log } = parts
  const { id: attemptId, traceId, dispatchedAt } = attempt
  // This gateway's ledger has never heard of it, which says nothing about what the other one has charged.
  if (isOfOtherGateway(parts, attempt)) return { kind: 'none' }
  if (!traceId || !dispatchedAt) return { kind: 'silent' }
  const since = new Date(dispatchedAt.getTime() - marginMs)
  try {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
    const entry = await gateway.findRequest(traceId, since, soon)
    return entry ? { kind: 'found', entry } : { kind: 'absent' }
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'gateway_rejected'
    log.warn({ attemptId, traceId, isRefused }, 'the ledger did not answer')
    // Lumenfall has one: if it refuses to show it, that is a matter of the key, and passes.
    return { kind: isRefused && gateway.kind === 'custom' ? 'none' : 'silent' }
  }
}

/** With success, or with the id under which the gateway knows the call. */
function wasAnswered({ gatewayStatus, requestId }: AttemptRecord): boolean {
  return requestId !== null || (gatewayStatus !== null && gatewayStatus >= 200 && gatewayStatus < 300)
}

/** Until when a call may still turn up in the ledger. */
function endOfWindow({ deadlineAt }: AttemptRecord, reconcileForMs: number): number {
  return (deadlineAt?.getTime() ?? 0) + reconcileForMs
}
