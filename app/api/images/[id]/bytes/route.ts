import { answerImage, ImageBytesCall } from '#lib/server/http/image-answer.ts'
import { route } from '#lib/server/http/route.ts'
import { findImageBytes } from '#lib/server/images/images.ts'

export const GET = route({ access: 'member', ...ImageBytesCall }, async ({ app, actor, ...call }) =>
  answerImage(call, await findImageBytes(app, actor, { id: call.params.id, variant: call.query.variant })),
)

export const HEAD = route({ access: 'member', ...ImageBytesCall }, async ({ app, actor, ...call }) =>
  answerImage(call, await findImageBytes(app, actor, { id: call.params.id, variant: call.query.variant })),
)
