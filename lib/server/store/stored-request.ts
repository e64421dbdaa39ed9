import * as z from 'zod/mini'
import type { GenerationRequest } from '#lib/shared/generation.ts'

/**
 * A request as it lies in its column: the shape alone. The rules for new requests are not asked again, because they
 * change: a model that has left the catalogue must not make its old pictures unreadable.
 */
const StoredRequest = z.object({
  prompt: z.string(),
  model: z.string(),
  n: z.int(),
  size: z.optional(z.string()),
  aspectRatio: z.optional(z.string()),
  resolution: z.optional(z.string()),
  seed: z.optional(z.int()),
  extra: z.optional(
    z.record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))]),
    ),
  ),
})

export function parseStoredRequest(json: string): GenerationRequest {
  return StoredRequest.parse(JSON.parse(json))
}
