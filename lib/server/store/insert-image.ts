import type { NewImage } from './store.ts'
import type { Writing } from './transactions.ts'

export async function insertImage(tx: Writing, image: NewImage): Promise<void> {
  const { team_id, generation_id, deleted_at } = await tx.db
    .selectFrom('attempt')
    .innerJoin('generation', 'generation.id', 'attempt.generation_id')
    .where('attempt.id', '=', image.attemptId)
    .select(['attempt.team_id', 'attempt.generation_id', 'generation.deleted_at'])
    .executeTakeFirstOrThrow()

  await tx.db
    .insertInto('image')
    .values({
      id: image.id,
      team_id,
      generation_id,
      attempt_id: image.attemptId,
      format: image.format,
      width: image.width,
      height: image.height,
      thumbhash: image.thumbhash,
      drawn_locally: image.drawnLocally ? 1 : 0,
      created_at: image.createdAt.getTime(),
      favourited_at: null,
      // What arrives after its generation was deleted comes back with it, when that is undone.
      deleted_at,
    })
    .execute()
  await tx.db
    .insertInto('image_file')
    .values(
      image.files.map(({ variant, sha256, sizeBytes }) => ({
        image_id: image.id,
        variant,
        sha256,
        size_bytes: sizeBytes,
      })),
    )
    .execute()
  tx.touch({ teamId: team_id, kind: 'image', subjectId: image.id })
  tx.touch({ teamId: team_id, kind: 'generation', subjectId: generation_id })
}
