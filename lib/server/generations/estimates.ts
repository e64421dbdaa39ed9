import type { PriceWish } from '#lib/shared/generation.ts'
import type { Estimate, GatewayStatus } from '#lib/shared/model.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { resolveRequest } from './resolve-request.ts'

// Prices do not depend on the words, but a dry run wants some.
const anyPrompt = 'A picture'

/** What a press would cost, from the gateway's dry run. Nothing is spent, and not to know is an answer. */
export async function estimatePrice(app: App, _actor: Member, wish: PriceWish): Promise<Estimate> {
  const { model, asked } = resolveRequest(wish)
  const totalMicros = await app.courier.estimate({
    model: model.id,
    prompt: anyPrompt,
    size: asked,
    extra: wish.extra ?? {},
    n: wish.n,
  })
  return { totalMicros }
}

/** Which gateway pictures come from, and how it is. */
export async function getGatewayStatus(app: App, _actor: Member): Promise<GatewayStatus> {
  return await app.courier.getStatus()
}
