import * as z from 'zod/mini'
import { deleteGeneration, getGeneration } from '#lib/server/generations/generations.ts'
import { route } from '#lib/server/http/route.ts'
import { Generation } from '#lib/shared/generation.ts'
import { GenerationId } from '#lib/shared/ids.ts'

const params = z.object({ id: GenerationId })

export const GET = route({ access: 'member', params, answer: Generation }, ({ app, actor, params }) =>
  getGeneration(app, actor, params.id),
)

export const DELETE = route({ access: 'member', params }, ({ app, actor, params }) =>
  deleteGeneration(app, actor, params.id),
)
