import * as z from 'zod/mini'
import { GenerationId, ImageId } from './ids.ts'

/** Formats the studio keeps; told from the bytes, never from a header or a name. */
export const KeptFormat = z.enum(['png', 'jpeg', 'webp'])
export type KeptFormat = z.infer<typeof KeptFormat>

/** Widths of the derivatives, in pixels of the longer side; `original` is the gateway's bytes, untouched. */
export const variantSizes = { thumbnail: 320, preview: 640, large: 1280 } as const
/** Of every derivative; only the original comes as the gateway made it. */
export const derivativeFormat = 'webp' satisfies KeptFormat
export const ImageVariant = z.enum(['original', 'thumbnail', 'preview', 'large'])
export type ImageVariant = z.infer<typeof ImageVariant>

export const PixelSize = z.object({ width: z.int(), height: z.int() })
export type PixelSize = z.infer<typeof PixelSize>

/** Bytes we keep, with what was asked for and what came. */
export const Image = z.object({
  id: ImageId,
  generationId: GenerationId,
  /** Of the original's bytes; also names its URL, so a cached picture can never be stale. */
  sha256: z.string(),
  format: KeptFormat,
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  /** About 25 bytes of colour, base64: what is shown before the first byte of the picture. */
  thumbhash: z.string(),
  createdAt: z.iso.datetime(),
  favouritedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
  prompt: z.string(),
  /** The gateway's own wording of the prompt, when it changed it. */
  revisedPrompt: z.nullable(z.string()),
  model: z.string(),
  asked: PixelSize,
  seed: z.int(),
  provider: z.nullable(z.string()),
  executedModel: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  costMicros: z.nullable(z.int()),
  /** From the moment the call was sent until its answer was on disk. */
  durationMs: z.nullable(z.int()),
  /** True when the embedded gateway drew it, so nobody takes it for the model's work. */
  drawnLocally: z.boolean(),
})
export type Image = z.infer<typeof Image>

export function imageBytesPath(image: Pick<Image, 'id' | 'sha256'>, variant: ImageVariant): string {
  return `/api/images/${image.id}/bytes?variant=${variant}&v=${image.sha256.slice(0, 12)}`
}

export function imageDownloadPath(image: Pick<Image, 'id'>): string {
  return `/api/images/${image.id}/bytes?variant=original&download=1`
}

export const ImagePage = z.object({
  images: z.array(Image),
  /** Pass as `before` to read on; null at the end. */
  nextCursor: z.nullable(z.string()),
  total: z.int(),
})
export type ImagePage = z.infer<typeof ImagePage>

export const ImageQuery = z.object({
  before: z.optional(z.string().check(z.maxLength(100))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 60),
  favourites: z.optional(z.literal('1')),
})
export type ImageQuery = z.infer<typeof ImageQuery>

export const ImageChange = z.strictObject({ favourite: z.boolean() })
export type ImageChange = z.infer<typeof ImageChange>
