import * as z from 'zod/mini'
import { Generation } from './generation.ts'
import { GenerationId, ImageId } from './ids.ts'
import { Image } from './image.ts'

/** What `GET /api/events` sends as `data`; the event's `id` is the number to resume after. */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('generation'), generation: Generation }),
  z.object({ kind: z.literal('generation-removed'), id: GenerationId }),
  z.object({ kind: z.literal('image'), image: Image }),
  z.object({ kind: z.literal('image-removed'), id: ImageId }),
  /** Too much was missed to be told one by one: ask for everything again. */
  z.object({ kind: z.literal('reset') }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

/** Sent when nothing else is, so that neither side nor a proxy takes the silence for an end. */
export const heartbeatMs = 15_000
