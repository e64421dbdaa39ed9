import * as z from 'zod/mini'
import { route } from '#lib/server/http/route.ts'
import { restoreImage } from '#lib/server/images/images.ts'
import { ImageId } from '#lib/shared/ids.ts'
import { Image } from '#lib/shared/image.ts'

export const PUT = route(
  { access: 'member', params: z.object({ id: ImageId }), answer: Image },
  ({ app, actor, params }) => restoreImage(app, actor, params.id),
)
