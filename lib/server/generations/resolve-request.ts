import { AppError } from '#lib/shared/errors.ts'
import type { PriceWish } from '#lib/shared/generation.ts'
import type { PixelSize } from '#lib/shared/image.ts'
import { findModel, type Model } from '#lib/shared/model.ts'
import { parseSize, resolveSize, type SizeLimits } from '#lib/shared/sizing.ts'

/** What a request means for its model: the pixels that are sent, or a refusal that names what would work. */
export function resolveRequest(request: PriceWish & { prompt?: string }): { model: Model; asked: PixelSize } {
  const model = findModel(request.model)
  if (!model) throw refusal('model', 'The studio does not know this model.')
  if (request.n > model.maxCount) {
    throw refusal('n', `${model.label} makes at most ${model.maxCount} images at a time.`)
  }
  if ((request.prompt?.length ?? 0) > model.promptLimit) {
    throw refusal(
      'prompt',
      `The prompt is too long for ${model.label}. It can have ${model.promptLimit} characters.`,
    )
  }
  const size = resolveSize(request, model.sizes)
  if (!size) throw refusal('size', 'Write a size like 1024x768 or a shape like 16:9.')
  const asked = { width: size.width, height: size.height }
  assertWithinReach(request.size, model, asked)
  return { model, asked }
}

// Rounding to the model's grid is told to the person; a picture of another scale would not be what was asked for.
function assertWithinReach(text: string | undefined, model: Model, nearest: PixelSize): void {
  const size = text === undefined ? null : parseSize(text)
  if (size?.kind !== 'pixels' || isWithinReach(size, model.sizes)) return
  throw refusal(
    'size',
    `${model.label} cannot make ${size.width}x${size.height}. The nearest it can is ${nearest.width}x${nearest.height}.`,
  )
}

function isWithinReach({ width, height }: PixelSize, limits: SizeLimits): boolean {
  // A strip of less than one step over the limit is rounding.
  const slack = limits.multiple / 2
  return (
    Math.min(width, height) >= limits.minSide - slack &&
    Math.max(width, height) <= limits.maxSide + slack &&
    (width - slack) * (height - slack) <= limits.maxPixels
  )
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_request', message, { details: { fields: [{ path, message }] } })
}
