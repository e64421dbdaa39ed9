import * as z from 'zod/mini'
import { KeptFormat } from '#lib/shared/image.ts'
import type { Inspection } from './imaging.ts'

/** What the studio asks its imaging child. The sizes come along, so that the child needs little of the studio's code. */
export type ImagingJob = { id: number; file: string; folder: string; sizes: DerivativeSizes }

/** Pixels of the longer side. */
export type DerivativeSizes = Record<Inspection['derivatives'][number]['variant'], number>

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
