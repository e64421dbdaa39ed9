import type { Generation, GenerationQuery } from '#lib/shared/generation.ts'
import type { GenerationId } from '#lib/shared/ids.ts'
import { billedMegapixels } from '#lib/shared/sizing.ts'
import type { TeamScope } from '../access.ts'
import { cancelAttempts } from './cancel-attempts.ts'
import { parseCursor, toCursor } from './cursor.ts'
import { selectGenerations, toGenerations } from './generation-mapping.ts'
import type { GenerationRows, NewGeneration } from './store.ts'
import type { Db } from './tables.ts'
import type { Transactions, Writing } from './transactions.ts'

export function generationRows(
  transactions: Transactions,
  { teamId }: TeamScope,
  maxTries: number,
): GenerationRows {
  const exists = (db: Db, id: GenerationId) =>
    db
      .selectFrom('generation')
      .select('id')
      .where('team_id', '=', teamId)
      .where('id', '=', id)
      .executeTakeFirst()

  return {
    insert(generation) {
      return transactions.write((tx) => insertOnce(tx, { teamId }, generation))
    },

    find(id) {
      return transactions.read(async (db) => {
        const rows = await selectGenerations(db)
          .where('generation.team_id', '=', teamId)
          .where('generation.id', '=', id)
          .execute()
        return (await toGenerations(db, rows, maxTries))[0] ?? null
      })
    },

    list(query) {
      return transactions.read((db) => listNewest(db, { teamId, maxTries }, query))
    },

    remove(id, at) {
      return transactions.write(async (tx) => {
        const { numUpdatedRows } = await tx.db
          .updateTable('generation')
          .set({ deleted_at: at.getTime() })
          .where('team_id', '=', teamId)
          .where('id', '=', id)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        await moveImages(tx, id, { from: null, to: at.getTime() })
        // Nothing is paid for a picture that nobody wants any more.
        await cancelAttempts(tx, id, at)
        tx.touch({ teamId, kind: 'generation', subjectId: id })
        return true
      })
    },

    restore(id) {
      return transactions.write(async (tx) => {
        const row = await tx.db
          .selectFrom('generation')
          .select('deleted_at')
          .where('team_id', '=', teamId)
          .where('id', '=', id)
          .executeTakeFirst()
        if (!row?.deleted_at) return false
        await tx.db.updateTable('generation').set({ deleted_at: null }).where('id', '=', id).execute()
        await moveImages(tx, id, { from: row.deleted_at, to: null })
        tx.touch({ teamId, kind: 'generation', subjectId: id })
        return true
      })
    },

    cancel(id, at) {
      return transactions.write(async (tx) => ((await exists(tx.db, id)) ? cancelAttempts(tx, id, at) : null))
    },
  }
}

async function insertOnce(tx: Writing, { teamId }: Pick<TeamScope, 'teamId'>, generation: NewGeneration) {
  const { id, submissionKey, bodyHash, request, asked, requestedBy } = generation
  const requestedAt = generation.requestedAt.getTime()
  const shared = {
    team_id: teamId,
    requested_by: requestedBy,
    model: request.model,
    megapixels: billedMegapixels(asked),
  }
  const inserted = await tx.db
    .insertInto('generation')
    .values({
      ...shared,
      id,
      submission_key: submissionKey,
      body_hash: bodyHash,
      request: JSON.stringify(request),
      gateway: generation.gateway,
      asked_width: asked.width,
      asked_height: asked.height,
      fallback_p50_ms: generation.fallbackMs.p50,
      fallback_p90_ms: generation.fallbackMs.p90,
      requested_at: requestedAt,
      deleted_at: null,
    })
    // The key decides which of two presses is the first, whichever process they reach.
    .onConflict((conflict) => conflict.columns(['team_id', 'submission_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return { ...(await findByKey(tx.db, teamId, submissionKey)), created: false }

  const attempts = generation.attempts.map(({ id: attemptId, position, seed }) => ({
    ...shared,
    id: attemptId,
    generation_id: id,
    position,
    state: 'queued' as const,
    seed,
    try_number: 1,
    queued_at: requestedAt,
    first_queued_at: requestedAt,
    fence: 0,
  }))
  await tx.db.insertInto('attempt').values(attempts).execute()
  tx.touch({ teamId, kind: 'generation', subjectId: id })
  return { id, bodyHash, created: true }
}

async function findByKey(db: Db, teamId: TeamScope['teamId'], submissionKey: string) {
  return db
    .selectFrom('generation')
    .select(['id', 'body_hash as bodyHash'])
    .where('team_id', '=', teamId)
    .where('submission_key', '=', submissionKey)
    .executeTakeFirstOrThrow()
}

async function listNewest(
  db: Db,
  { teamId, maxTries }: Pick<TeamScope, 'teamId'> & { maxTries: number },
  { before, limit }: GenerationQuery,
): Promise<{ generations: Generation[]; nextCursor: string | null }> {
  let newest = selectGenerations(db)
    .where('generation.team_id', '=', teamId)
    .where('generation.deleted_at', 'is', null)
    .orderBy('requested_at', 'desc')
    .orderBy('generation.id', 'desc')
    .limit(limit + 1)
  if (before !== undefined) {
    const { at, id } = parseCursor(before)
    // The first condition is implied by the second, but only it lets the index begin there.
    newest = newest
      .where('requested_at', '<=', at)
      .where(({ or, eb }) => or([eb('requested_at', '<', at), eb('generation.id', '<', id as GenerationId)]))
  }
  const rows = await newest.execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    generations: await toGenerations(db, page, maxTries),
    nextCursor: last ? toCursor({ at: last.requested_at, id: last.id }) : null,
  }
}

/** Deletes the images that are not deleted, or brings back those that were deleted at that moment. */
async function moveImages(
  tx: Writing,
  generationId: GenerationId,
  { from, to }: { from: number | null; to: number | null },
): Promise<void> {
  const images = await tx.db
    .updateTable('image')
    .set({ deleted_at: to })
    .where('generation_id', '=', generationId)
    .where('deleted_at', from === null ? 'is' : '=', from)
    .returning(['id', 'team_id'])
    .execute()
  for (const image of images) tx.touch({ teamId: image.team_id, kind: 'image', subjectId: image.id })
}
