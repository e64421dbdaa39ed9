import type { Charged, FailureCode } from '#lib/shared/attempt.ts'
import { readAnswer } from '../gateway/answer.ts'
import type { AnswerFacts } from '../gateway/gateway.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { chargedByCost, endAndTryAgain, endFailed } from './end-attempt.ts'
import { findPriceMicros } from './find-price.ts'
import { keepImage } from './keep-image.ts'
import { fetchLink } from './media-link.ts'
import type { Signals } from './signals.ts'

/**
 * Brings an attempt whose whole answer is on disk to its end, without a call. Everything it does can be done again, so
 * that a crash at any line is mended by running it once more.
 */
export async function settleAttempt(
  parts: CourierParts,
  attempt: AttemptRecord,
  signals: Signals,
): Promise<void> {
  const { spool } = parts
  const folder = await spool.openWorkFolder(attempt.id)
  const verdict = await readAnswer(spool.answerFile(attempt.id), folder)
  const facts = { ...verdict, costMicros: await findPriceMicros(parts, attempt, { verdict, signals }) }
  switch (verdict.kind) {
    case 'again': {
      const code = verdict.gatewayStatus === 429 ? 'rate_limited' : 'provider_failed'
      await endAndTryAgain(parts, attempt, { code, afterMs: verdict.afterMs, facts })
      return spool.discard(attempt.id)
    }
    case 'failed': {
      const charged = facts.costMicros === null ? verdict.charged : chargedByCost(facts.costMicros)
      return endWithout(parts, attempt, { code: verdict.code, charged, facts })
    }
    case 'unclear':
      return endWithout(parts, attempt, { code: verdict.code, charged: 'unclear', facts })
    case 'image': {
      const { source } = verdict
      const picture =
        source.kind === 'file'
          ? source
          : await fetchLink(parts, attempt, { url: source.url, folder, signals })
      if (picture.kind === 'file') {
        return keepImage(parts, attempt, { facts, folder, file: picture.path, signals })
      }
      return endWithout(parts, attempt, {
        code: picture.code,
        charged: chargedByCost(facts.costMicros),
        facts,
      })
    }
  }
}

/** What may have been paid for without a picture to show for it is put aside, for whoever wants to ask about it. */
async function endWithout(
  parts: CourierParts,
  attempt: AttemptRecord,
  failure: { code: FailureCode; charged: Charged; facts: AnswerFacts },
): Promise<void> {
  await endFailed(parts, attempt, failure)
  if (failure.charged === 'no') await parts.spool.discard(attempt.id)
  else await parts.spool.quarantine(attempt.id)
}
