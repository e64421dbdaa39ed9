import * as z from 'zod/mini'
import { restoreGeneration } from '#lib/server/generations/generations.ts'
import { route } from '#lib/server/http/route.ts'
import { Generation } from '#lib/shared/generation.ts'
import { GenerationId } from '#lib/shared/ids.ts'

export const PUT = route(
  { access: 'member', params: z.object({ id: GenerationId }), answer: Generation },
  ({ app, actor, params }) => restoreGeneration(app, actor, params.id),
)
