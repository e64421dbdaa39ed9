import { type Attempt, type AttemptState, type Charged, type Failure, isUnsent } from '#lib/shared/attempt.ts'
import { type ImageRow, toImage, toTime, toTimeOrNull } from './image-mapping.ts'
import type { AttemptRow } from './tables.ts'

/** What an attempt's row does not say itself. */
export type AttemptSurroundings = {
  maxTries: number
  ahead: number | null
  /** The attempt for the same picture that this one was queued after. */
  earlier: AttemptRow | undefined
  image: ImageRow | undefined
}

export function toAttempt(row: AttemptRow, surroundings: AttemptSurroundings): Attempt {
  const { maxTries, ahead, earlier, image } = surroundings
  return {
    id: row.id,
    position: row.position,
    state: row.state,
    seed: row.seed,
    queuedAt: toTime(row.queued_at),
    runAfter: toTimeOrNull(row.run_after),
    dispatchedAt: toTimeOrNull(row.dispatched_at),
    finishedAt: toTimeOrNull(row.finished_at),
    tryNumber: row.try_number,
    maxTries,
    waitsBecause: isUnsent(row.state) && row.try_number > 1 ? (earlier?.failure_code ?? null) : null,
    ahead: row.state === 'queued' ? ahead : null,
    cancelRequestedAt: toTimeOrNull(row.cancel_requested_at),
    failure: toFailure(row),
    image: image ? toImage(image) : null,
  }
}

const chargedByState: Partial<Record<AttemptState, Charged>> = {
  failed_free: 'no',
  failed_charged: 'yes',
  unknown: 'unclear',
}

function toFailure(row: AttemptRow): Failure | null {
  const charged = chargedByState[row.state]
  if (!charged || !row.failure_code) return null
  return {
    code: row.failure_code,
    charged: row.charged ?? charged,
    costMicros: row.cost_micros,
    requestId: row.request_id,
    gatewayStatus: row.gateway_status,
    gatewayCode: row.gateway_code,
  }
}
