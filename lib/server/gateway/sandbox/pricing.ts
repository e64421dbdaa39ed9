/** What a call costs, in millionths of a US dollar: each output and each reference by the started megapixel. */
import type { PixelSize } from '#lib/shared/image.ts'
import { billedMegapixels } from '#lib/shared/sizing.ts'
import type { CatalogueModel } from './catalogue.ts'

export type PriceComponent = {
  type: 'output' | 'input'
  metric: 'megapixel'
  quantity: number
  billable_quantity: number
  /** US dollars. */
  unit_price: number
  /** Micros. */
  total_cost: number
}

/** Larger references are scaled down to this before they are used, and paid for at it. */
const maxReferenceMegapixels = 4

export function priceOf(
  model: CatalogueModel,
  output: PixelSize,
  references: readonly PixelSize[],
): PriceComponent[] {
  const component = (type: PriceComponent['type'], megapixels: number): PriceComponent => ({
    type,
    metric: 'megapixel',
    quantity: megapixels,
    billable_quantity: megapixels,
    unit_price: model.microsPerMegapixel / 1_000_000,
    total_cost: megapixels * model.microsPerMegapixel,
  })
  const input = references.reduce(
    (sum, reference) => sum + Math.min(maxReferenceMegapixels, billedMegapixels(reference)),
    0,
  )
  return [component('output', billedMegapixels(output)), ...(input > 0 ? [component('input', input)] : [])]
}

export function totalMicros(components: readonly PriceComponent[]): number {
  return components.reduce((sum, component) => sum + component.total_cost, 0)
}
