import { route } from '#lib/server/http/route.ts'
import { listImages } from '#lib/server/images/images.ts'
import { ImagePage, ImageQuery } from '#lib/shared/image.ts'

export const GET = route(
  { access: 'member', query: ImageQuery, answer: ImagePage },
  ({ app, actor, query }) => listImages(app, actor, query),
)
