import { readAnswer } from '../gateway/answer.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { chargedByCost, endAndTryAgain, endFailed } from './end-attempt.ts'
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
  switch (verdict.kind) {
    case 'again': {
      const code = verdict.gatewayStatus === 429 ? 'rate_limited' : 'provider_failed'
      await endAndTryAgain(parts, attempt, { code, afterMs: verdict.afterMs, facts: verdict })
      return spool.discard(attempt.id)
    }
    case 'failed':
      await endFailed(parts, attempt, { code: verdict.code, charged: verdict.charged, facts: verdict })
      return spool.discard(attempt.id)
    case 'unclear':
      await endFailed(parts, attempt, { code: verdict.code, charged: 'unclear', facts: verdict })
      return spool.quarantine(attempt.id)
    case 'image': {
      const { source } = verdict
      const picture =
        source.kind === 'file'
          ? source
          : await fetchLink(parts, attempt, { url: source.url, folder, signals })
      if (picture.kind === 'file') {
        return keepImage(parts, attempt, { facts: verdict, folder, file: picture.path, signals })
      }
      const charged = chargedByCost(verdict.costMicros)
      await endFailed(parts, attempt, { code: picture.code, charged, facts: verdict })
      return spool.quarantine(attempt.id)
    }
  }
}
