import { type Attempt, type AttemptState, type Charged, type Failure, isUnsent } from '#lib/shared/attempt.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import { type ImageRow, toImage, toTime, toTimeOrNull } from './image-mapping.ts'
import type { AttemptRow, Db } from './tables.ts'

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

/** How many attempts of the whole studio go before each of these. */
export async function countAhead(
  db: Db,
  attempts: readonly AttemptRow[],
): Promise<ReadonlyMap<AttemptId, number>> {
  const queued = attempts.filter(({ state }) => state === 'queued').map(({ id }) => id)
  if (queued.length === 0) return new Map()
  const rows = await db
    .selectFrom((waiting) =>
      waiting
        .selectFrom('attempt')
        .where('state', 'in', ['queued', 'leased'])
        .select(({ fn }) => [
          'id',
          fn
            .agg<number>('row_number')
            .over((over) => over.orderBy('queued_at').orderBy('id'))
            .as('place'),
        ])
        .as('waiting'),
    )
    .where('id', 'in', queued)
    .selectAll()
    .execute()
  return new Map(rows.map(({ id, place }) => [id, Number(place) - 1]))
}
