import type { PixelSize } from '#lib/shared/image.ts'
import { megapixel } from '#lib/shared/sizing.ts'

/** `1` is a megapixel; `2K` and its like are said as the gateway says them. */
export function tierLabel(tier: string): string {
  return tier.endsWith('K') ? tier : `${tier} MP`
}

export function formatMegapixels({ width, height }: PixelSize): string {
  const amount = (width * height) / megapixel
  return `${amount.toLocaleString('en', { maximumFractionDigits: amount < 1 ? 2 : 1 })} MP`
}
