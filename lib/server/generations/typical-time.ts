import type { PixelSize } from '#lib/shared/image.ts'
import type { Model } from '#lib/shared/model.ts'
import { megapixel } from '#lib/shared/sizing.ts'
import type { App } from '../app.ts'

// The embedded gateway takes about two seconds a megapixel to draw, whichever model it stands in for.
const sandboxMs = { p50: 2500, p90: 5000 }

/** What a picture is expected to take while the studio has no history of its own for its kind. */
export function typicalMs({ config }: App, model: Model, asked: PixelSize): { p50: number; p90: number } {
  const megapixels = Math.max(1, (asked.width * asked.height) / megapixel)
  if (config.gateway.kind === 'sandbox') return scale(sandboxMs, megapixels)
  // A model takes longer over four megapixels than over one, though not four times as long.
  return scale(model.typicalMs, Math.sqrt(megapixels))
}

function scale({ p50, p90 }: Model['typicalMs'], factor: number): Model['typicalMs'] {
  return { p50: Math.round(p50 * factor), p90: Math.round(p90 * factor) }
}
