import type { Image, ImageVariant } from '#lib/shared/image.ts'
import { parseStoredRequest } from './stored-request.ts'
import type { Db } from './tables.ts'

const original: ImageVariant = 'original'

/** Images with what their recipe needs of the attempt and of the generation. */
export function selectImages(db: Db) {
  return db
    .selectFrom('image')
    .innerJoin('attempt', 'attempt.id', 'image.attempt_id')
    .innerJoin('generation', 'generation.id', 'image.generation_id')
    .innerJoin('image_file', (join) =>
      join.onRef('image_file.image_id', '=', 'image.id').on('image_file.variant', '=', original),
    )
    .selectAll('image')
    .select([
      'image_file.sha256',
      'image_file.size_bytes',
      'generation.request',
      'generation.asked_width',
      'generation.asked_height',
      'attempt.seed',
      'attempt.provider',
      'attempt.executed_model',
      'attempt.request_id',
      'attempt.cost_micros',
      'attempt.revised_prompt',
      'attempt.dispatched_at',
      'attempt.received_at',
    ])
}

export type ImageRow = Awaited<ReturnType<ReturnType<typeof selectImages>['execute']>>[number]

export function toImage(row: ImageRow): Image {
  const { prompt, model } = parseStoredRequest(row.request)
  return {
    id: row.id,
    generationId: row.generation_id,
    sha256: row.sha256,
    format: row.format,
    width: row.width,
    height: row.height,
    sizeBytes: row.size_bytes,
    thumbhash: row.thumbhash,
    createdAt: toTime(row.created_at),
    favouritedAt: toTimeOrNull(row.favourited_at),
    deletedAt: toTimeOrNull(row.deleted_at),
    prompt,
    revisedPrompt: row.revised_prompt,
    model,
    asked: { width: row.asked_width, height: row.asked_height },
    seed: row.seed,
    provider: row.provider,
    executedModel: row.executed_model,
    requestId: row.request_id,
    costMicros: row.cost_micros,
    durationMs:
      row.dispatched_at === null || row.received_at === null ? null : row.received_at - row.dispatched_at,
    drawnLocally: row.drawn_locally === 1,
  }
}

export function toTime(ms: number): string {
  return new Date(ms).toISOString()
}

export function toTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : toTime(ms)
}
