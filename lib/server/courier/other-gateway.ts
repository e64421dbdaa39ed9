import { nameGateway } from '../config.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'

/** Whether an attempt was asked of another gateway than the one the studio speaks to now. */
export function isOfOtherGateway({ config }: Pick<CourierParts, 'config'>, attempt: AttemptRecord): boolean {
  return attempt.gateway !== nameGateway(config)
}

/**
 * Takes an attempt of another gateway out of the queue: nothing was sent for it and nothing is charged. Sent to this one it
 * might cost what nobody agreed to.
 */
export async function cancelOfOtherGateway(
  parts: Pick<CourierParts, 'store' | 'clock' | 'log'>,
  unsent: AttemptRecord,
): Promise<void> {
  const { id: attemptId, state: from, fence, gateway } = unsent
  const changes = { finishedAt: parts.clock.now() }
  await parts.store.queue.advance(attemptId, { from, to: 'cancelled', fence, changes })
  parts.log.warn({ attemptId, gateway }, 'not sent, because it was asked of another gateway')
}
