import type { AttemptId } from '#lib/shared/ids.ts'
import type { AttemptRow, Db } from './tables.ts'

/**
 * How many attempts of the whole studio go before each of these that waits. Two statements, however many are asked
 * about, and none that reads the whole queue into memory.
 */
export async function countAhead(
  db: Db,
  attempts: readonly AttemptRow[],
): Promise<ReadonlyMap<AttemptId, number>> {
  const queued = attempts.filter(({ state }) => state === 'queued')
  const times = [...new Set(queued.map(({ queued_at }) => queued_at))].sort((a, b) => a - b)
  if (times.length === 0) return new Map()

  const before = await countBefore(db, times)
  const sameMoment = await db
    .selectFrom('attempt')
    .select(['id', 'queued_at'])
    .where('state', 'in', ['queued', 'leased'])
    .where('queued_at', 'in', times)
    .orderBy('queued_at')
    .orderBy('id')
    .execute()
  const ahead = new Map<AttemptId, number>()
  for (const { id, queued_at } of sameMoment) {
    const place = before.get(queued_at) ?? 0
    ahead.set(id, place)
    before.set(queued_at, place + 1)
  }
  return ahead
}

/** For each moment, how many were queued before it. Each stretch between two moments is counted once. */
async function countBefore(db: Db, times: readonly number[]): Promise<Map<number, number>> {
  const stretches = await db
    .selectNoFrom(({ selectFrom }) =>
      times.map((time, index) =>
        selectFrom('attempt')
          .where('state', 'in', ['queued', 'leased'])
          .where('queued_at', '>=', times[index - 1] ?? 0)
          .where('queued_at', '<', time)
          .select(({ fn }) => fn.countAll<number>().as('amount'))
          .as(`before${index}`),
      ),
    )
    .executeTakeFirstOrThrow()

  let sum = 0
  return new Map(
    times.map((time, index) => {
      sum += Number(stretches[`before${index}`] ?? 0)
      return [time, sum]
    }),
  )
}
