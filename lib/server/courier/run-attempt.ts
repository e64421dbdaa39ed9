import type { FailureCode } from '#lib/shared/attempt.ts'
import type { Exchange } from '../gateway/gateway.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { dispatchAttempt } from './dispatch.ts'
import { endAndTryAgain, endFailed } from './end-attempt.ts'
import { markReceived } from './recover.ts'

/** Sends a leased attempt, and brings it to `received` when the whole answer is on disk, else to its end or to `unknown`. */
export async function runAttempt(
  parts: CourierParts,
  leased: AttemptRecord,
  signal: AbortSignal,
): Promise<void> {
  if ((await parts.disk.countRoom()) === 0) {
    // Not left waiting: a picture that is paid for whenever somebody tidies up the disk is a surprise, and a tile that
    // says why and offers another try is not.
    return endFailed(parts, leased, { code: 'disk_full', charged: 'no' })
  }
  const exchange = await dispatchAttempt(parts, leased, signal)
  // Read again, because a wish to cancel may have come meanwhile.
  const attempt = exchange && (await parts.store.queue.find(leased.id))
  if (!attempt) return
  parts.log.info({ attemptId: attempt.id, traceId: attempt.traceId, ...exchange }, 'exchanged')
  switch (exchange.kind) {
    case 'answered':
      await markReceived(parts, attempt)
      return parts.checkpoint('after-received')
    case 'unsent':
      return endAndTryAgain(parts, attempt, { code: 'gateway_unreachable', afterMs: null })
    case 'broken':
      return endFailed(parts, attempt, { code: brokenCodes[exchange.reason], charged: 'unclear' })
  }
}

const brokenCodes: Record<Extract<Exchange, { kind: 'broken' }>['reason'], FailureCode> = {
  reset: 'answer_cut',
  timeout: 'no_answer',
  redirect: 'answer_unreadable',
  too_large: 'answer_unreadable',
  disk: 'disk_full',
  aborted: 'no_answer',
}
