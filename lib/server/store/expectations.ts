import type { Generation } from '#lib/shared/generation.ts'
import type { Db, GenerationRow } from './tables.ts'

type Kind = Pick<GenerationRow, 'model' | 'megapixels'>

const enough = 8
const remembered = 200

/**
 * How long a picture takes, as this studio has seen it: one question per model and whole megapixel, however many
 * generations are asked about.
 */
export async function expectedDurations(
  db: Db,
  generations: readonly GenerationRow[],
): Promise<(generation: GenerationRow) => Generation['expected']> {
  const kinds = new Map(generations.map((generation) => [nameOf(generation), generation]))
  const known = new Map<string, Generation['expected']>()
  for (const [name, kind] of kinds) {
    const durations = await lastDurations(db, kind)
    if (durations.length < enough) continue
    known.set(name, { p50Ms: percentile(durations, 0.5), p90Ms: percentile(durations, 0.9) })
  }
  return (generation) =>
    known.get(nameOf(generation)) ?? {
      p50Ms: generation.fallback_p50_ms,
      p90Ms: generation.fallback_p90_ms,
    }
}

function nameOf({ model, megapixels }: Kind): string {
  return `${megapixels} ${model}`
}

async function lastDurations(db: Db, { model, megapixels }: Kind): Promise<number[]> {
  const rows = await db
    .selectFrom('attempt')
    .where('model', '=', model)
    .where('megapixels', '=', megapixels)
    .where('state', '=', 'done')
    .where('dispatched_at', 'is not', null)
    .where('received_at', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(remembered)
    .select(['dispatched_at', 'received_at'])
    .execute()
  return rows.map((row) => Number(row.received_at) - Number(row.dispatched_at)).sort((a, b) => a - b)
}

/** Nearest rank, of sorted values. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0
}
