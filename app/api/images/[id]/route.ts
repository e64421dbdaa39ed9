import * as z from 'zod/mini'
import { route } from '#lib/server/http/route.ts'
import { deleteImage, favouriteImage, getImage } from '#lib/server/images/images.ts'
import { ImageId } from '#lib/shared/ids.ts'
import { Image, ImageChange } from '#lib/shared/image.ts'

const params = z.object({ id: ImageId })

export const GET = route({ access: 'member', params, answer: Image }, ({ app, actor, params }) =>
  getImage(app, actor, params.id),
)

export const PATCH = route(
  { access: 'member', params, body: ImageChange, answer: Image },
  ({ app, actor, params, body }) => favouriteImage(app, actor, { id: params.id, ...body }),
)

export const DELETE = route({ access: 'member', params }, ({ app, actor, params }) =>
  deleteImage(app, actor, params.id),
)
