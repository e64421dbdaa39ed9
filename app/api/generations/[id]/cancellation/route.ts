import * as z from 'zod/mini'
import { cancelGeneration } from '#lib/server/generations/generations.ts'
import { route } from '#lib/server/http/route.ts'
import { Generation } from '#lib/shared/generation.ts'
import { GenerationId } from '#lib/shared/ids.ts'

export const PUT = route(
  { access: 'member', params: z.object({ id: GenerationId }), answer: Generation },
  ({ app, actor, params }) => cancelGeneration(app, actor, params.id),
)
