import { hasEnded } from '#lib/shared/attempt.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import type { TeamScope } from '../access.ts'
import { toAttempt } from './attempt-mapping.ts'
import { countAhead } from './count-ahead.ts'
import { selectImages } from './image-mapping.ts'
import type { AttemptRows } from './store.ts'
import type { AttemptRow, Db } from './tables.ts'
import type { Transactions, Writing } from './transactions.ts'

type Next = Parameters<AttemptRows['succeed']>[1]

export function attemptRows(
  transactions: Transactions,
  { teamId }: TeamScope,
  maxTries: number,
): AttemptRows {
  const mine = (db: Db, id: AttemptId) =>
    db
      .selectFrom('attempt')
      .selectAll('attempt')
      .where('attempt.team_id', '=', teamId)
      .where('attempt.id', '=', id)

  return {
    find(id) {
      return transactions.read(async (db) => {
        const row = await mine(db, id)
          .innerJoin('generation', 'generation.id', 'attempt.generation_id')
          .select('generation.gateway')
          .executeTakeFirst()
        if (!row) return null
        const image = await selectImages(db).where('image.attempt_id', '=', id).executeTakeFirst()
        const earlier = await db
          .selectFrom('attempt')
          .selectAll()
          .where('generation_id', '=', row.generation_id)
          .where('successor_id', '=', id)
          .executeTakeFirst()
        const ahead = (await countAhead(db, [row])).get(id) ?? null
        return {
          ...toAttempt(row, { maxTries, ahead, earlier, image }),
          generationId: row.generation_id,
          gateway: row.gateway,
        }
      })
    },

    succeed(id, next) {
      return transactions.write(async (tx) => {
        // Nothing more is paid for in a generation that was deleted.
        const earlier = await mine(tx.db, id)
          .innerJoin('generation', 'generation.id', 'attempt.generation_id')
          .where('generation.deleted_at', 'is', null)
          .executeTakeFirst()
        if (!earlier) return null
        if (earlier.successor_id) return earlier.successor_id
        return canBeTriedAgain(earlier, next) ? queueSuccessor(tx, earlier, next) : null
      })
    },
  }
}

// Decided in the transaction that writes: a wish to cancel, or an answer that was lost, may have come a moment ago.
function canBeTriedAgain(
  { state, cancel_requested_at }: AttemptRow,
  { tryNumber, mayPayTwice }: Next,
): boolean {
  if (tryNumber > 1 && cancel_requested_at !== null) return false
  return state === 'unknown' ? mayPayTwice === true : hasEnded(state) && state !== 'done'
}

async function queueSuccessor(tx: Writing, earlier: AttemptRow, next: Next): Promise<AttemptId> {
  // In this order: a position never has two latest attempts, and the database refuses it.
  await tx.db.updateTable('attempt').set({ successor_id: next.id }).where('id', '=', earlier.id).execute()
  const { team_id, generation_id, position, requested_by, model, megapixels } = earlier
  const queuedAt = next.queuedAt.getTime()
  await tx.db
    .insertInto('attempt')
    .values({
      id: next.id,
      team_id,
      generation_id,
      position,
      requested_by,
      model,
      megapixels,
      state: 'queued',
      seed: next.seed,
      try_number: next.tryNumber,
      queued_at: queuedAt,
      // A first try is one that a person asked for: the time for automatic ones begins anew.
      first_queued_at: next.tryNumber === 1 ? queuedAt : earlier.first_queued_at,
      run_after: next.runAfter?.getTime() ?? null,
      fence: 0,
    })
    .execute()
  tx.touch({ teamId: team_id, kind: 'generation', subjectId: generation_id })
  return next.id
}
