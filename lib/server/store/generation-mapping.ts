import { type Generation, toGenerationState } from '#lib/shared/generation.ts'
import type { GenerationId } from '#lib/shared/ids.ts'
import { toAttempt } from './attempt-mapping.ts'
import { countAhead } from './count-ahead.ts'
import { expectedDurations } from './expectations.ts'
import { selectImages, toTime, toTimeOrNull } from './image-mapping.ts'
import { parseStoredRequest } from './stored-request.ts'
import type { AttemptRow, Db, GenerationRow } from './tables.ts'

/** Generations with the name of who asked, which is all that is known of people here. */
export function selectGenerations(db: Db) {
  return db
    .selectFrom('generation')
    .leftJoin('member', 'member.id', 'generation.requested_by')
    .selectAll('generation')
    .select('member.name as requester')
}

type NamedGenerationRow = GenerationRow & { requester: string | null }

/** The same few statements for one generation and for a page of them. */
export async function toGenerations(
  db: Db,
  rows: readonly NamedGenerationRow[],
  maxTries: number,
): Promise<Generation[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const attempts = await db
    .selectFrom('attempt')
    .selectAll()
    .where('generation_id', 'in', ids)
    .orderBy('position')
    .execute()
  const images = await selectImages(db).where('image.generation_id', 'in', ids).execute()
  const ahead = await countAhead(db, attempts)
  const expected = await expectedDurations(db, rows)

  const imageOf = new Map(images.map((image) => [image.attempt_id, image]))
  const attemptsOf = new Map<GenerationId, AttemptRow[]>(ids.map((id) => [id, []]))
  for (const attempt of attempts) attemptsOf.get(attempt.generation_id)?.push(attempt)

  return rows.map((row) => {
    const all = attemptsOf.get(row.id) ?? []
    const latest = all.filter(({ successor_id }) => successor_id === null)
    return {
      id: row.id,
      state: toGenerationState(latest.map(({ state }) => state)),
      request: parseStoredRequest(row.request),
      requestedAt: toTime(row.requested_at),
      requestedBy: { id: row.requested_by, name: row.requester ?? 'Somebody who left' },
      asked: { width: row.asked_width, height: row.asked_height },
      expected: expected(row),
      costMicros: sumCosts(all),
      deletedAt: toTimeOrNull(row.deleted_at),
      attempts: latest.map((attempt) =>
        toAttempt(attempt, {
          maxTries,
          ahead: ahead.get(attempt.id) ?? null,
          earlier: all.find(({ successor_id }) => successor_id === attempt.id),
          image: imageOf.get(attempt.id),
        }),
      ),
    }
  })
}

/** Of all attempts, those that were tried again included: they may have cost something too. */
function sumCosts(attempts: readonly AttemptRow[]): number | null {
  const costs = attempts.map(({ cost_micros }) => cost_micros).filter((cost) => cost !== null)
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)
}
