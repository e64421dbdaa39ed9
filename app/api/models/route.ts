import { route } from '#lib/server/http/route.ts'
import { ModelCatalogue, models } from '#lib/shared/model.ts'

export const GET = route({ access: 'member', answer: ModelCatalogue }, async () => ({ models: [...models] }))
