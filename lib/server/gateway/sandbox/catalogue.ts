/** The models of the sandbox, as its catalogue lists them. */
import { findModel, models } from '#lib/shared/model.ts'
import type { ImageEndpoint } from './image-request.ts'
import { invalid, Refusal } from './refusal.ts'

export type CatalogueModel = {
  id: string
  aliases: readonly string[]
  modes: readonly Mode[]
  maxReferences: number
  microsPerMegapixel: number
}

type Mode = 'text-to-image' | 'image-edit'

const paid = { modes: ['text-to-image', 'image-edit'], microsPerMegapixel: 60_000 } as const

export const catalogue: readonly CatalogueModel[] = [
  { id: 'flux.2-flex', aliases: ['flux-2-flex'], maxReferences: 10, ...paid },
  { id: 'flux.2-pro', aliases: ['flux-2-pro'], maxReferences: 9, ...paid },
  { id: 'flux.2-max', aliases: ['flux-2-max'], maxReferences: 10, ...paid },
  { id: 'mock-image', aliases: [], modes: ['text-to-image'], maxReferences: 0, microsPerMegapixel: 0 },
]

/** By slug, alias or `provider/slug`; throws the gateway's refusal with the nearest name it knows. */
export function requireModel(asked: string, providerSlug: string): CatalogueModel {
  const slug = asked.startsWith(`${providerSlug}/`) ? asked.slice(providerSlug.length + 1) : asked
  const model = catalogue.find(({ id, aliases }) => id === slug || aliases.includes(slug))
  if (model) return model
  const bare = asked.slice(asked.lastIndexOf('/') + 1)
  const nearest = nearestId(bare)
  const hint = nearest ? ` Did you mean '${nearest}'?` : ''
  throw new Refusal('MODEL_NOT_FOUND', `Model '${asked.slice(0, 100)}' was not found.${hint}`)
}

/** Refuses a model that cannot do what the endpoint is for. */
export function assertMode(model: CatalogueModel, endpoint: ImageEndpoint, references: number): void {
  const mode = endpoint === 'edits' ? 'image-edit' : 'text-to-image'
  if (!model.modes.includes(mode)) {
    const what = mode === 'image-edit' ? 'image editing' : 'text-to-image'
    throw invalid(`Model '${model.id}' does not support ${what}. Supported modes: ${model.modes.join(', ')}`)
  }
  if (references > model.maxReferences) {
    throw invalid(
      `Model '${model.id}' takes at most ${model.maxReferences} input images; ${references} were sent.`,
    )
  }
}

export function sizesOf(model: CatalogueModel) {
  const known = findModel(model.id)
  if (!known) throw new Error(`${model.id} is in the catalogue and not among the studio's models`)
  return known.sizes
}

export function toListed(model: CatalogueModel) {
  const known = models.find(({ id }) => id === model.id)
  return {
    id: model.id,
    object: 'model',
    created: 1_763_942_400,
    owned_by: known?.maker ?? 'Lumenfall',
    name: known?.label ?? model.id,
    description: known?.purpose ?? '',
    modality: 'image',
    modes: model.modes,
    aliases: model.aliases,
    free: model.microsPerMegapixel === 0,
    starting_price: model.microsPerMegapixel / 1_000_000,
    model_status: 'active',
  }
}

function nearestId(slug: string): string | null {
  const ranked = catalogue
    .flatMap(({ id, aliases }) =>
      [id, ...aliases].map((name) => ({ id, distance: editDistance(slug, name) })),
    )
    .sort((one, other) => one.distance - other.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(3, slug.length / 2) ? best.id : null
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one.slice(0, 100)].entries()) {
    const next = [at + 1]
    for (let column = 1; column <= other.length; column++) {
      const swap = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
