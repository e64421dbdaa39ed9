/**
 * The rules by which `size`, `aspect_ratio` and `resolution` become pixels: `size` in pixels fixes
 * shape and scale and wins; otherwise the ratio gives the shape and the tier the scale, each matched
 * to the nearest the model has. Shared by the composer, the server and the embedded gateway.
 */
import type { PixelSize } from './image.ts'

/** What a model can make. */
export type SizeLimits = {
  /** Supported shapes as `W:H`. */
  ratios: readonly string[]
  /** Supported scales: `0.5K 1K 2K 4K`, or megapixels such as `0.25`. */
  tiers: readonly string[]
  /** The scale when none is asked for; one of `tiers`. */
  initialTier: string
  /** Both sides are multiples of this. */
  multiple: number
  minSide: number
  maxSide: number
  /** In pixels, not megapixels. */
  maxPixels: number
}

export type SizeWish = { size?: string; aspectRatio?: string; resolution?: string }

/** What was made of a wish, and whether it is what was wished for. */
export type ResolvedSize = PixelSize & {
  ratio: { asked: string | null; used: string | null }
  tier: { asked: string | null; used: string | null }
  /** True when `size` in pixels decided and the other two were ignored. */
  exact: boolean
  /** True when rounding or a limit moved the pixels away from those asked for. */
  adjusted: boolean
}

export const megapixel = 1024 * 1024

export type ParsedSize =
  | { kind: 'pixels'; width: number; height: number }
  | { kind: 'ratio'; ratio: string; value: number }
  | { kind: 'auto' }

/** Reads `1024x768`, `16:9` or `auto`; null for anything else, zero and look-alike characters included. */
export function parseSize(text: string): ParsedSize | null {
  if (text === 'auto') return { kind: 'auto' }
  const pixels = /^([1-9]\d{0,5})x([1-9]\d{0,5})$/.exec(text)
  if (pixels) return { kind: 'pixels', width: Number(pixels[1]), height: Number(pixels[2]) }
  const value = parseRatio(text)
  return value === null ? null : { kind: 'ratio', ratio: text, value }
}

/** Width over height of `W:H`; null when it is not one. */
export function parseRatio(text: string): number | null {
  const match = /^([1-9]\d{0,4}(?:\.\d{1,4})?):([1-9]\d{0,4}(?:\.\d{1,4})?)$/.exec(text)
  return match ? Number(match[1]) / Number(match[2]) : null
}

/** Pixels of a tier: `kK` is (k·1024)², a number alone or with `MP` is megapixels; null when it is neither. */
export function parseTier(text: string): number | null {
  const match = /^(\d{1,3}(?:\.\d{1,4})?)(?:([Kk])|[ ]?(?:MP|mp))?$/.exec(text)
  if (!match) return null
  const amount = Number(match[1])
  if (amount <= 0) return null
  return match[2] ? (amount * 1024) ** 2 : amount * megapixel
}

// Shapes and scales are compared as proportions: 7:1 lies nearer to 8:1 than to
// 4:1, and 16:9 is as far from 1:1 as 9:16 is. The first of two equals wins.
function nearest(value: number, choices: readonly string[], parse: (text: string) => number | null) {
  let best: string | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const choice of choices) {
    const candidate = parse(choice)
    if (candidate === null) continue
    const distance = Math.abs(Math.log(candidate / value))
    if (distance < bestDistance - 1e-12) {
      best = choice
      bestDistance = distance
    }
  }
  return best
}

export function nearestRatio(value: number, supported: readonly string[]): string | null {
  return nearest(value, supported, parseRatio)
}

export function nearestTier(pixels: number, supported: readonly string[]): string | null {
  return nearest(pixels, supported, parseTier)
}

/** Null when the wish cannot be read. Any readable wish resolves to pixels the model accepts. */
export function resolveSize(wish: SizeWish, limits: SizeLimits): ResolvedSize | null {
  const size = wish.size === undefined ? null : parseSize(wish.size)
  if (wish.size !== undefined && !size) return null

  if (size?.kind === 'pixels') {
    const fitted = fitTo(size, limits)
    return {
      ...fitted,
      ratio: { asked: wish.aspectRatio ?? null, used: null },
      tier: { asked: wish.resolution ?? null, used: null },
      exact: true,
      adjusted: fitted.width !== size.width || fitted.height !== size.height,
    }
  }

  const askedRatio = size?.kind === 'ratio' ? size.ratio : (wish.aspectRatio ?? null)
  const askedTier = wish.resolution ?? null
  const ratioValue = askedRatio === null || askedRatio === 'auto' ? 1 : parseRatio(askedRatio)
  const tierPixels =
    askedTier === null || askedTier === 'auto' ? parseTier(limits.initialTier) : parseTier(askedTier)
  if (ratioValue === null || tierPixels === null) return null

  const ratio = nearestRatio(ratioValue, limits.ratios)
  const tier = nearestTier(tierPixels, limits.tiers)
  const shape = ratio ? (parseRatio(ratio) ?? ratioValue) : ratioValue
  const area = tier ? (parseTier(tier) ?? tierPixels) : tierPixels
  const height = Math.sqrt(area / shape)
  const wanted = { width: height * shape, height }
  return {
    // A megapixel asked for is a megapixel paid for: rounding must not step over the tier into the next price.
    ...fitTo(wanted, { ...limits, maxPixels: Math.min(limits.maxPixels, Math.floor(area)) }),
    ratio: { asked: askedRatio, used: ratio },
    tier: { asked: askedTier, used: tier },
    exact: false,
    adjusted: false,
  }
}

/** The nearest pixels the model accepts, keeping the shape where a limit forces a smaller picture. */
function fitTo(wanted: PixelSize, limits: SizeLimits): PixelSize {
  const { multiple, minSide, maxSide, maxPixels } = limits
  const scale = Math.min(
    1,
    maxSide / Math.max(wanted.width, wanted.height),
    Math.sqrt(maxPixels / (wanted.width * wanted.height)),
  )
  const least = Math.ceil(minSide / multiple) * multiple
  const most = Math.floor(maxSide / multiple) * multiple
  const snap = (side: number) =>
    Math.min(most, Math.max(least, Math.round((side * scale) / multiple) * multiple))

  let size = { width: snap(wanted.width), height: snap(wanted.height) }
  // Rounding up can step over the area limit by a strip: it comes off the side that keeps the shape better.
  while (size.width * size.height > maxPixels && Math.max(size.width, size.height) > least) {
    const narrower = { ...size, width: size.width - multiple }
    const lower = { ...size, height: size.height - multiple }
    const isLower = narrower.width < least || strays(lower, wanted) < strays(narrower, wanted)
    size = isLower && lower.height >= least ? lower : narrower
  }
  return size
}

/** How far a shape is from another, as a proportion. */
function strays(size: PixelSize, from: PixelSize): number {
  return size.width < 1
    ? Number.POSITIVE_INFINITY
    : Math.abs(Math.log((size.width * from.height) / (size.height * from.width)))
}

/** Megapixels that are paid for: each picture is rounded up to the next whole one. */
export function billedMegapixels({ width, height }: PixelSize): number {
  return Math.max(1, Math.ceil((width * height) / megapixel))
}
