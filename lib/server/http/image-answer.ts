import 'server-only'
import * as z from 'zod/mini'
import { ImageId } from '#lib/shared/ids.ts'
import { ImageVariant } from '#lib/shared/image.ts'
import type { ImageBytes } from '../images/images.ts'
import { answerBytes } from './bytes.ts'

const BytesQuery = z.object({
  variant: z._default(ImageVariant, 'original'),
  /** The beginning of the image's hash: the URL then names these very bytes. */
  v: z.optional(z.string()),
  download: z.optional(z.literal('1')),
})

/** What a request for an image's bytes says. */
export const ImageBytesCall = { params: z.object({ id: ImageId }), query: BytesQuery }

/** One file of an image, shown or, with `download`, saved under its name. */
export function answerImage(
  { request, query }: { request: Request; query: z.infer<typeof BytesQuery> },
  bytes: ImageBytes,
): Promise<Response> {
  return answerBytes(request, {
    sha256: bytes.sha256,
    sizeBytes: bytes.sizeBytes,
    type: `image/${bytes.format}`,
    downloadName: query.download ? bytes.name : undefined,
    isVersioned: query.v !== undefined && query.v.length >= 12 && bytes.imageSha256.startsWith(query.v),
    open: bytes.open,
  })
}
