import { createHash, randomBytes } from 'node:crypto'
import type { Exchange, PaidCall } from '../gateway/gateway.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'

/**
 * One paid call. Null when it was not made: the attempt was cancelled, or somebody else has it by now.
 */
export async function dispatchAttempt(
  parts: CourierParts,
  attempt: AttemptRecord,
  signal: AbortSignal,
): Promise<Exchange | null> {
  const { store, gateway, spool, clock, checkpoint, config, log } = parts
  const call = toPaidCall(attempt, config.limits.deadlineMs)
  checkpoint('before-dispatch')

  // The line that protects money: committed before the first byte of the request is written, and only by who still
  // holds the lease. Nothing leads back from here, so the call below is the only one this attempt will ever make.
  const now = clock.now()
  const mayBeSent = await store.queue.advance(attempt.id, {
    from: 'leased',
    to: 'dispatched',
    fence: attempt.fence,
    leaseNotBefore: now,
    changes: {
      traceId: call.traceId,
      bodyHash: hashCall(call),
      dispatchedAt: now,
      deadlineAt: new Date(now.getTime() + call.deadlineMs),
    },
  })
  if (!mayBeSent) return null
  checkpoint('after-dispatch')
  log.info({ attemptId: attempt.id, traceId: call.traceId, tryNumber: attempt.tryNumber }, 'sent')

  const exchange = await gateway.generate(call, spool.answerFile(attempt.id), signal)
  checkpoint('after-answer')
  return exchange
}

function toPaidCall(attempt: AttemptRecord, deadlineMs: number): PaidCall {
  return {
    traceId: randomBytes(16).toString('hex'),
    user: attempt.requestedBy,
    model: attempt.request.model,
    prompt: attempt.request.prompt,
    size: attempt.asked,
    seed: attempt.seed,
    extra: attempt.request.extra ?? {},
    deadlineMs,
  }
}

/** Of what is paid for, without what differs between two calls for the same: to tell later whether two were alike. */
function hashCall({ model, prompt, size, seed, extra }: PaidCall): string {
  const sorted = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([model, prompt, size.width, size.height, seed, sorted]))
    .digest('hex')
}
