import { answerHealth } from '#lib/server/http/health.ts'
import { route } from '#lib/server/http/route.ts'
import { checkHealth } from '#lib/server/studio/health.ts'

export const GET = route({ access: 'public' }, async ({ app }) => answerHealth(await checkHealth(app)))
