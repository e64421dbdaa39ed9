import * as z from 'zod/mini'
import { retryAttempt } from '#lib/server/generations/attempts.ts'
import { route } from '#lib/server/http/route.ts'
import { Generation, RetryRequest } from '#lib/shared/generation.ts'
import { AttemptId } from '#lib/shared/ids.ts'

export const PUT = route(
  { access: 'member', params: z.object({ id: AttemptId }), body: RetryRequest, answer: Generation },
  ({ app, actor, params, body }) => retryAttempt(app, actor, { id: params.id, ...body }),
)
