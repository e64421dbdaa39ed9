import { listGenerations, requestGeneration } from '#lib/server/generations/generations.ts'
import { route } from '#lib/server/http/route.ts'
import { Generation, GenerationPage, GenerationQuery, GenerationRequest } from '#lib/shared/generation.ts'

export const POST = route(
  {
    access: 'member',
    body: GenerationRequest,
    idempotent: true,
    answer: Generation,
    status: 201,
    location: ({ id }) => `/api/generations/${id}`,
  },
  ({ app, actor, body, key }) => requestGeneration(app, actor, { request: body, key }),
)

export const GET = route(
  { access: 'member', query: GenerationQuery, answer: GenerationPage },
  ({ app, actor, query }) => listGenerations(app, actor, query),
)
