import { estimatePrice } from '#lib/server/generations/estimates.ts'
import { route } from '#lib/server/http/route.ts'
import { PriceWish } from '#lib/shared/generation.ts'
import { Estimate } from '#lib/shared/model.ts'

// Spends nothing, so it needs no key; a POST only because the question is a body.
export const POST = route({ access: 'member', body: PriceWish, answer: Estimate }, ({ app, actor, body }) =>
  estimatePrice(app, actor, body),
)
