import { estimateQuery } from '#lib/client/gateway.ts'
import { type Settings, sizeOf, toPriceWish } from './composer-state.ts'

/** The price of a press with these settings; not asked while the pixels are incomplete. */
export function priceQuery(settings: Settings) {
  return { ...estimateQuery(toPriceWish(settings)), enabled: sizeOf(settings) !== null }
}
