/** One POST that makes pictures: read, priced, drawn, billed, answered; and its dry run, which does none of the last three. */
import { randomInt } from 'node:crypto'
import sharp from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import { resolveSize } from '#lib/shared/sizing.ts'
import { assertMode, type CatalogueModel, requireModel, sizesOf } from './catalogue.ts'
import type { ImageRequest } from './image-request.ts'
import { type Normalised, normalise } from './normalisation.ts'
import { type PriceComponent, priceOf, totalMicros } from './pricing.ts'
import type { NativePicture, Provider } from './provider.ts'
import { assertEncodable, reEncode } from './re-encoding.ts'
import { invalid } from './refusal.ts'

/** Everything known about a call before anything is done for it. */
export type PlannedCall = {
  request: ImageRequest
  model: CatalogueModel
  size: PixelSize
  normalised: Normalised
  components: PriceComponent[]
  costMicros: number
}

export async function planCall(request: ImageRequest, provider: Provider): Promise<PlannedCall> {
  const model = requireModel(request.model, provider.slug)
  const { asked } = request
  const references = asked.image ?? []
  assertMode(model, request.endpoint, references.length)
  const limits = sizesOf(model)
  const referenceSizes = await Promise.all(references.map(measure))
  const [first] = referenceSizes
  // An edit that names no shape keeps that of the first picture.
  const auto = first && `${first.width}:${first.height}`
  const size = resolveSize(
    {
      size: asked.size,
      aspectRatio: asked.aspect_ratio ?? auto,
      resolution: asked.resolution,
    },
    limits,
  )
  if (!size) throw invalid("'size' cannot be made into pixels.")
  const normalised = normalise({
    asked,
    extras: request.extras,
    provider,
    size,
    seed: asked.seed ?? randomInt(2 ** 31),
  })
  assertEncodable(size, normalised.output.format)
  for (const name of request.ignored) {
    normalised.report[name] = { treatment: 'dropped', note: 'pictures go to /images/edits' }
  }
  const n = asked.n ?? 1
  const components = priceOf(model, size, referenceSizes).map((component) => ({
    ...component,
    quantity: component.quantity * n,
    billable_quantity: component.billable_quantity * n,
    total_cost: component.total_cost * n,
  }))
  return { request, model, size, normalised, components, costMicros: totalMicros(components) }
}

async function measure(reference: Buffer): Promise<PixelSize> {
  const known = await sharp(reference)
    .metadata()
    .catch(() => null)
  if (!known || !readable.has(known.format ?? '')) {
    throw invalid("'image' must be a PNG, JPEG, WebP or GIF file.")
  }
  return known.autoOrient
}

const readable = new Set(['png', 'jpeg', 'webp', 'gif'])

/** The raw calls, side by side, and the format that was asked for. */
export async function makePictures(call: PlannedCall, provider: Provider): Promise<NativePicture[]> {
  const { calls, output } = call.normalised
  const answers = await Promise.all(calls.map((fields) => provider.call(call.model.id, fields)))
  return Promise.all(
    answers.flat().map(async (picture) => ({
      ...picture,
      bytes: await reEncode(picture.bytes, output),
    })),
  )
}

export function toEstimate(call: PlannedCall, provider: Provider) {
  return {
    estimated: true,
    model: call.model.id,
    provider: provider.slug,
    total_cost_micros: call.costMicros,
    currency: 'USD',
    components: call.components,
    metadata: { parameters: call.normalised.report },
  }
}
