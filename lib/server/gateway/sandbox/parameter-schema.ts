/** What `?schema=true` says: each parameter's type, range, default, and how the provider's table treats it. */
import type { SizeLimits } from '#lib/shared/sizing.ts'
import { type CatalogueModel, sizesOf } from './catalogue.ts'
import { outputFormats, type ParameterName, type Provider } from './provider.ts'

export function describeParameters(model: CatalogueModel, provider: Provider) {
  const facts = parameterFacts(model, sizesOf(model))
  const names = Object.keys(provider.parameters) as ParameterName[]
  return Object.fromEntries(
    names
      .filter((name) => model.modes.includes('image-edit') || (name !== 'image' && name !== 'mask'))
      .map((name) => [name, { ...facts[name], ...treatmentOf(provider, name) }]),
  )
}

function treatmentOf(provider: Provider, name: ParameterName) {
  const rule = provider.parameters[name]
  if (rule.treatment === 'renamed') return { treatment: rule.treatment, sent_as: rule.to }
  if (rule.treatment === 'converted' && 'to' in rule) return { treatment: rule.treatment, sent_as: rule.to }
  if (rule.treatment === 'emulated') return { treatment: rule.treatment, by: rule.by }
  return { treatment: rule.treatment }
}

function parameterFacts(model: CatalogueModel, sizes: SizeLimits): Record<ParameterName, object> {
  return {
    prompt: { type: 'string', required: true },
    image: { type: 'file', array: true, maximum_items: model.maxReferences, required_for: ['image-edit'] },
    mask: { type: 'file', description: 'PNG of the first picture’s size; transparent where to edit' },
    seed: { type: 'integer', minimum: 0, default: null },
    quality: { type: 'string', default: null },
    style: { type: 'string', default: null },
    size: {
      type: 'string',
      default: 'auto',
      multiple_of: sizes.multiple,
      minimum_side: sizes.minSide,
      maximum_side: sizes.maxSide,
      maximum_pixels: sizes.maxPixels,
    },
    aspect_ratio: { type: 'string', enum: ['auto', ...sizes.ratios], nearest: true, default: '1:1' },
    resolution: { type: 'string', enum: ['auto', ...sizes.tiers], nearest: true, default: sizes.initialTier },
    n: { type: 'integer', minimum: 1, maximum: 10, default: 1 },
    response_format: { type: 'string', enum: ['url', 'b64_json'], default: 'url' },
    output_format: { type: 'string', enum: outputFormats, default: 'png' },
    output_compression: { type: 'integer', minimum: 0, maximum: 100, default: 100 },
  }
}
