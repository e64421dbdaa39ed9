import type { Charged, FailureCode } from '#lib/shared/attempt.ts'
import { vouchForTeam } from '../access.ts'
import type { AnswerFacts } from '../gateway/gateway.ts'
import { newAttemptId } from '../ids.ts'
import type { AttemptChanges, AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { nextTryAt } from './next-try.ts'

/** Raised inside a transaction so that it leaves no trace: somebody else has taken the attempt a step further. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/**
 * Ends an attempt without a picture. What is known to be free or charged is final; what is not clear is `unknown`
 * until the gateway's ledger has been asked.
 */
export async function endFailed(
  parts: CourierParts,
  attempt: AttemptRecord,
  failure: { code: FailureCode; charged: Charged; facts?: AnswerFacts },
): Promise<void> {
  const to = ({ no: 'failed_free', yes: 'failed_charged', unclear: 'unknown' } as const)[failure.charged]
  const ended = await parts.store.queue.advance(attempt.id, {
    from: attempt.state,
    to,
    changes: {
      ...(failure.facts && toColumns(failure.facts)),
      failureCode: failure.code,
      charged: failure.charged,
      ...(to !== 'unknown' && { finishedAt: parts.clock.now() }),
    },
  })
  if (!ended) throw new Overtaken()
  parts.log.info({ attemptId: attempt.id, traceId: attempt.traceId, code: failure.code, state: to }, 'ended')
}

/**
 * Ends an attempt that cost nothing, and queues its successor in the same commit, so that a crash can neither lose the
 * next try nor make two of them.
 */
export async function endAndTryAgain(
  parts: CourierParts,
  attempt: AttemptRecord,
  failure: { code: FailureCode; afterMs: number | null; facts?: AnswerFacts },
): Promise<void> {
  const now = parts.clock.now()
  const { limits } = parts.config
  await parts.store.transaction(async (store) => {
    // Read again, because a wish to cancel may have come since the attempt was read.
    const { cancelRequestedAt } = (await store.queue.find(attempt.id)) ?? attempt
    const runAfter = nextTryAt({ ...attempt, cancelRequestedAt }, { now, afterMs: failure.afterMs, limits })
    const code = cancelRequestedAt ? 'cancelled_late' : failure.code
    await endFailed({ ...parts, store }, attempt, { code, charged: 'no', facts: failure.facts })
    if (!runAfter) return
    const tryNumber = attempt.tryNumber + 1
    const next = { id: newAttemptId(), seed: attempt.seed, queuedAt: now, runAfter, tryNumber }
    await store.team(vouchForTeam(attempt.teamId)).attempts.succeed(attempt.id, next)
  })
}

/** What an answer or the ledger says, as it is written down; never the gateway's own words about a failure. */
export function toColumns(facts: AnswerFacts): AttemptChanges {
  return {
    requestId: facts.requestId,
    costMicros: facts.costMicros,
    provider: facts.provider,
    executedModel: facts.executedModel,
    revisedPrompt: facts.revisedPrompt,
    gatewayStatus: facts.gatewayStatus,
    gatewayCode: facts.gatewayCode,
  }
}

/** Whether something was charged, when only the price in the answer says so. */
export function chargedByCost(costMicros: number | null): Charged {
  if (costMicros === null) return 'unclear'
  return costMicros > 0 ? 'yes' : 'no'
}
