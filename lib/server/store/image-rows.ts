import type { ImageId } from '#lib/shared/ids.ts'
import type { ImagePage, ImageQuery } from '#lib/shared/image.ts'
import type { TeamScope } from '../access.ts'
import { parseCursor, toCursor } from './cursor.ts'
import { selectImages, toImage } from './image-mapping.ts'
import type { ImageRows } from './store.ts'
import type { Db } from './tables.ts'
import type { Transactions } from './transactions.ts'

export function imageRows(transactions: Transactions, { teamId }: TeamScope): ImageRows {
  const mine = (db: Db, id: ImageId) =>
    selectImages(db).where('image.team_id', '=', teamId).where('image.id', '=', id)

  const set = (id: ImageId, columns: { favourited_at: number | null } | { deleted_at: number | null }) =>
    transactions.write(async (tx) => {
      await tx.db
        .updateTable('image')
        .set(columns)
        .where('team_id', '=', teamId)
        .where('id', '=', id)
        .execute()
      const row = await mine(tx.db, id).executeTakeFirst()
      if (!row) return null
      tx.touch({ teamId, kind: 'image', subjectId: id })
      tx.touch({ teamId, kind: 'generation', subjectId: row.generation_id })
      return toImage(row)
    })

  return {
    find(id) {
      return transactions.read(async (db) => {
        const row = await mine(db, id).executeTakeFirst()
        return row ? toImage(row) : null
      })
    },

    findFile(id, variant) {
      return transactions.read(async (db) => {
        const file = await db
          .selectFrom('image_file')
          .innerJoin('image', 'image.id', 'image_file.image_id')
          .where('image.team_id', '=', teamId)
          .where('image.id', '=', id)
          .where('variant', '=', variant)
          .select(['sha256', 'size_bytes as sizeBytes', 'format'])
          .executeTakeFirst()
        return file ?? null
      })
    },

    list: (query) => transactions.read((db) => listNewest(db, { teamId }, query)),
    setFavourite: (id, at) => set(id, { favourited_at: at?.getTime() ?? null }),
    setDeleted: (id, at) => set(id, { deleted_at: at?.getTime() ?? null }),
  }
}

async function listNewest(
  db: Db,
  { teamId }: Pick<TeamScope, 'teamId'>,
  { before, limit, favourites }: ImageQuery,
): Promise<ImagePage> {
  const onlyFavourites = favourites === '1'
  let newest = selectImages(db)
    .where('image.team_id', '=', teamId)
    .where('image.deleted_at', 'is', null)
    .$if(onlyFavourites, (query) => query.where('image.favourited_at', 'is not', null))
    .orderBy('image.created_at', 'desc')
    .orderBy('image.id', 'desc')
    .limit(limit + 1)
  if (before !== undefined) {
    const { at, id } = parseCursor(before)
    // The first condition is implied by the second, but only it lets the index begin there.
    newest = newest
      .where('image.created_at', '<=', at)
      .where(({ or, eb }) => or([eb('image.created_at', '<', at), eb('image.id', '<', id as ImageId)]))
  }
  const rows = await newest.execute()
  const { total } = await db
    .selectFrom('image')
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .$if(onlyFavourites, (query) => query.where('favourited_at', 'is not', null))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()

  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    images: page.map(toImage),
    nextCursor: last ? toCursor({ at: last.created_at, id: last.id }) : null,
    total: Number(total),
  }
}
