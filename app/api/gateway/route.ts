import { getGatewayStatus } from '#lib/server/generations/estimates.ts'
import { route } from '#lib/server/http/route.ts'
import { GatewayStatus } from '#lib/shared/model.ts'

export const GET = route({ access: 'member', answer: GatewayStatus }, ({ app, actor }) =>
  getGatewayStatus(app, actor),
)
