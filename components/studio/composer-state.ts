import * as z from 'zod/mini'
import type { HandedRecipe } from '#lib/client/recipe-handoff.ts'
import type { GenerationWish } from '#lib/client/request-generation.ts'
import { maxCount, maxSeed, type PriceWish } from '#lib/shared/generation.ts'
import { findModel, initialModelId, type Model, models } from '#lib/shared/model.ts'
import type { ResolvedSize, SizeWish } from '#lib/shared/sizing.ts'
import {
  nearestRatio,
  nearestTier,
  parseRatio,
  parseSize,
  parseTier,
  resolveSize,
} from '#lib/shared/sizing.ts'

const Side = z.nullable(z.int().check(z.gte(1), z.lte(99_999)))

/** Everything of the composer but the words. */
export const Settings = z.object({
  model: z.string(),
  ratio: z.string(),
  tier: z.string(),
  /** Own pixels instead of a ratio and a tier; a side is null while its field is empty. */
  custom: z.nullable(z.object({ width: Side, height: Side })),
  count: z.int(),
  /** Null is a new one for every press. */
  seed: z.nullable(z.int()),
})
export type Settings = z.infer<typeof Settings>

export type ComposerState = { prompt: string; settings: Settings }

export type ComposerAction =
  | { kind: 'prompt'; prompt: string }
  | { kind: 'model'; model: string }
  | { kind: 'ratio'; ratio: string }
  | { kind: 'tier'; tier: string }
  | { kind: 'swap' }
  | { kind: 'custom' }
  | { kind: 'side'; side: 'width' | 'height'; value: number | null }
  | { kind: 'count'; count: number }
  | { kind: 'seed'; seed: number | null }
  | { kind: 'recipe'; recipe: HandedRecipe }
  | { kind: 'restore'; state: ComposerState }

export const initialSettings: Settings = {
  model: initialModelId,
  ratio: '1:1',
  tier: findModel(initialModelId)?.sizes.initialTier ?? '1',
  custom: null,
  count: 4,
  seed: null,
}

export function composerReducer(state: ComposerState, action: ComposerAction): ComposerState {
  switch (action.kind) {
    case 'prompt':
      return { ...state, prompt: action.prompt }
    case 'recipe':
      return withRecipe(state, action.recipe)
    case 'restore':
      return action.state
    default:
      return { ...state, settings: fitToModel(withSetting(state.settings, action)) }
  }
}

type SettingAction = Exclude<ComposerAction, { kind: 'prompt' | 'recipe' | 'restore' }>

function withSetting(settings: Settings, action: SettingAction): Settings {
  switch (action.kind) {
    case 'model':
      return { ...settings, model: action.model }
    case 'ratio':
      return { ...settings, ratio: action.ratio, custom: null }
    case 'tier':
      return settings.custom ? scaled(settings, action.tier) : { ...settings, tier: action.tier }
    case 'swap':
      return swapped(settings)
    case 'custom':
      return settings.custom ? settings : { ...settings, custom: pixelsOf(settings) }
    case 'side':
      return {
        ...settings,
        custom: { ...(settings.custom ?? pixelsOf(settings)), [action.side]: action.value },
      }
    case 'count':
      return { ...settings, count: action.count }
    case 'seed':
      return { ...settings, seed: action.seed }
  }
}

export function modelOf(settings: Settings): Model {
  const model = findModel(settings.model) ?? models[0]
  if (!model) throw new Error('The catalogue has no model.')
  return model
}

/** Whatever comes in, what comes out is something that the model can do. */
export function fitToModel(settings: Settings): Settings {
  const model = modelOf(settings)
  const { ratios, tiers, initialTier } = model.sizes
  const seed = settings.seed
  return {
    ...settings,
    model: model.id,
    ratio: nearestRatio(parseRatio(settings.ratio) ?? 1, ratios) ?? '1:1',
    tier: nearestTier(parseTier(settings.tier) ?? 0, tiers) ?? initialTier,
    count: Math.min(Math.max(1, Math.round(settings.count)), maxCount, model.maxCount),
    seed: seed === null ? null : Math.min(Math.max(0, Math.round(seed)), maxSeed),
  }
}

function pixelsOf(settings: Settings): { width: number; height: number } {
  const size = resolveSize(
    { aspectRatio: settings.ratio, resolution: settings.tier },
    modelOf(settings).sizes,
  )
  return { width: size?.width ?? 1024, height: size?.height ?? 1024 }
}

function swapped(settings: Settings): Settings {
  if (settings.custom) {
    const { width, height } = settings.custom
    return { ...settings, custom: { width: height, height: width } }
  }
  return { ...settings, ratio: settings.ratio.split(':').reverse().join(':') }
}

/** Own pixels keep their shape when another scale is chosen. */
function scaled(settings: Settings, tier: string): Settings {
  const { width, height } = settings.custom ?? {}
  const area = parseTier(tier)
  if (!width || !height || !area) return { ...settings, tier, custom: null }
  const factor = Math.sqrt(area / (width * height))
  const wanted = `${Math.round(width * factor)}x${Math.round(height * factor)}`
  const size = resolveSize({ size: wanted }, modelOf(settings).sizes)
  return { ...settings, tier, custom: size && { width: size.width, height: size.height } }
}

function sizeWish({ ratio, tier, custom }: Settings): SizeWish | null {
  if (!custom) return { aspectRatio: ratio, resolution: tier }
  return custom.width && custom.height ? { size: `${custom.width}x${custom.height}` } : null
}

/** The pixels that the settings come to; null while own pixels are incomplete. */
export function sizeOf(settings: Settings): ResolvedSize | null {
  const wish = sizeWish(settings)
  return wish && resolveSize(wish, modelOf(settings).sizes)
}

function withRecipe({ prompt, settings }: ComposerState, recipe: HandedRecipe): ComposerState {
  const known = recipe.model !== undefined && findModel(recipe.model) ? recipe.model : settings.model
  const next: Settings = {
    ...settings,
    model: known,
    count: recipe.n ?? settings.count,
    seed: recipe.seed === undefined ? settings.seed : recipe.seed,
  }
  return { prompt: recipe.prompt ?? prompt, settings: fitToModel(withShape(next, recipe)) }
}

function withShape(settings: Settings, recipe: HandedRecipe): Settings {
  const { size, aspectRatio, resolution } = recipe
  const pixels = size === undefined ? null : parseSize(size)
  if (pixels?.kind === 'pixels') return withPixels(settings, pixels)
  const ratio = pixels?.kind === 'ratio' ? pixels.ratio : aspectRatio
  // A whole recipe that names no shape was made with the model's own.
  const isWhole = recipe.model !== undefined
  if (ratio === undefined && resolution === undefined && !isWhole) return settings
  return {
    ...settings,
    ratio: ratio ?? '1:1',
    tier: resolution ?? modelOf(settings).sizes.initialTier,
    custom: null,
  }
}

/** Pixels that a ratio and a tier come to are shown as these two; all others as they are. */
function withPixels(settings: Settings, { width, height }: { width: number; height: number }): Settings {
  const { ratios, tiers } = modelOf(settings).sizes
  for (const ratio of ratios) {
    for (const tier of tiers) {
      const size = pixelsOf({ ...settings, ratio, tier })
      if (size.width === width && size.height === height) return { ...settings, ratio, tier, custom: null }
    }
  }
  return { ...settings, custom: { width, height } }
}

/** What the button asks for. The pixels are those that were shown, so what is asked is what was seen. */
export function toWish({ prompt, settings }: ComposerState): GenerationWish {
  return { ...toPriceWish(settings), prompt, ...(settings.seed !== null && { seed: settings.seed }) }
}

export function toPriceWish(settings: Settings): PriceWish {
  const { model, count: n, custom, ratio, tier } = settings
  const size = custom && sizeOf(settings)
  if (size) return { model, n, size: `${size.width}x${size.height}` }
  return { model, n, aspectRatio: ratio, resolution: tier }
}

export type Problem = { field: 'prompt' | 'size'; message: string }

/** Why the button cannot be pressed, or null. */
export function problemOf({ prompt, settings }: ComposerState): Problem | null {
  const { promptLimit } = modelOf(settings)
  if (prompt.trim() === '') return { field: 'prompt', message: 'Describe the image first.' }
  if (prompt.length > promptLimit) {
    const over = (prompt.length - promptLimit).toLocaleString('en')
    return { field: 'prompt', message: `The prompt is ${over} characters too long.` }
  }
  if (!sizeOf(settings)) return { field: 'size', message: 'Give the picture a width and a height.' }
  return null
}
