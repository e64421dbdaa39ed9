import type { ImageId } from '#lib/shared/ids.ts'
import type { KeptFiles } from './store.ts'
import type { Transactions } from './transactions.ts'

const pageSize = 500

/** Read in pages, so that checking a large studio does not hold it up. */
export async function* listKeptFiles(transactions: Transactions): AsyncGenerator<KeptFiles> {
  let after = ''
  for (;;) {
    const page = await readPage(transactions, after)
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.imageId
  }
}

function readPage(transactions: Transactions, after: string): Promise<KeptFiles[]> {
  return transactions.read(async (db) => {
    const images = await db
      .selectFrom('image')
      .select('id')
      .where('id', '>', after as ImageId)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    if (images.length === 0) return []
    const files = await db
      .selectFrom('image_file')
      .selectAll()
      .where(
        'image_id',
        'in',
        images.map(({ id }) => id),
      )
      .orderBy('variant')
      .execute()
    const filesOf = Map.groupBy(files, ({ image_id }) => image_id)
    return images.map(({ id }) => ({
      imageId: id,
      files: (filesOf.get(id) ?? []).map(({ variant, sha256, size_bytes }) => ({
        variant,
        sha256,
        sizeBytes: size_bytes,
      })),
    }))
  })
}
