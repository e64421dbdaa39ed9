import * as z from 'zod/mini'
import { KeptFormat } from '#lib/shared/image.ts'

/** What the studio asks its imaging child. */
export const ImagingJob = z.object({ id: z.int(), file: z.string(), folder: z.string() })
export type ImagingJob = z.infer<typeof ImagingJob>

/** What the child says. Its memory it tells while it works, so that it can be ended before the machine suffers. */
export const ImagingWord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('inspected'),
    id: z.int(),
    inspection: z.object({
      format: KeptFormat,
      width: z.int().check(z.gte(1)),
      height: z.int().check(z.gte(1)),
      thumbhash: z.string(),
      derivatives: z.array(
        z.object({ variant: z.enum(['thumbnail', 'preview', 'large']), file: z.string() }),
      ),
    }),
  }),
  z.object({ kind: z.literal('unreadable'), id: z.int(), why: z.string() }),
  z.object({ kind: z.literal('failed'), id: z.int(), why: z.string() }),
  z.object({ kind: z.literal('memory'), rssBytes: z.number() }),
])
export type ImagingWord = z.infer<typeof ImagingWord>
