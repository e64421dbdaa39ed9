import * as z from 'zod/mini'
import { Attempt, type AttemptState, hasEnded, isUnsent } from './attempt.ts'
import { GenerationId, MemberId } from './ids.ts'
import { PixelSize } from './image.ts'
import { findModel } from './model.ts'
import { parseRatio, parseSize, parseTier } from './sizing.ts'

export const maxCount = 10
export const maxPromptLength = 8000
export const maxSeed = 2_147_483_647

/** A prompt as people write it: something to read, no NUL, no half of a surrogate pair. */
export const Prompt = z.string().check(
  z.maxLength(maxPromptLength, `The prompt is too long. It can have ${maxPromptLength} characters.`),
  z.refine((text) => text.trim() !== '', 'Describe the picture first.'),
  z.refine(
    (text) => !text.includes('\0') && text.isWellFormed(),
    'The prompt has a character that cannot be sent.',
  ),
)

// Names the gateway reads itself: as an extra they would change what is paid for or how it comes back.
const reservedNames = new Set(
  (
    'model prompt n size aspect_ratio resolution seed image images image[] mask stream partial_images response_format ' +
    'width height num_images num_outputs batch_size image_url image_urls input_image ' +
    'output_format output_compression user webhook webhook_url dry_run dryrun idempotency_key scale_factor constructor prototype'
  ).split(' '),
)

const ExtraValue = z.union([
  z.string().check(z.maxLength(2000)),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()])).check(z.maxLength(32)),
])

/** Parameters of the provider that the studio does not know: passed through unchanged, by explicit wish. */
export const ExtraParameters = z
  .record(
    z.string().check(
      z.regex(/^[a-z][a-z0-9_]{0,63}$/, 'A parameter’s name is lower-case letters, digits and _.'),
      z.refine((name) => !reservedNames.has(name), 'The studio sets this parameter itself.'),
    ),
    ExtraValue,
  )
  .check(z.refine((extra) => Object.keys(extra).length <= 32, 'No more than 32 extra parameters.'))

/** What is asked with one press of the button. Unknown fields are refused, so a misspelling cannot cost money. */
export const GenerationRequest = z.strictObject({
  prompt: Prompt,
  model: z.string().check(z.refine((id) => findModel(id) !== null, 'The studio does not know this model.')),
  n: z._default(
    z
      .int('The number of images is a whole number.')
      .check(z.gte(1, 'At least 1 image.'), z.lte(maxCount, `At most ${maxCount} images.`)),
    1,
  ),
  /** `1024x768`, or a ratio such as `16:9`. */
  size: z.optional(
    z
      .string()
      .check(
        z.refine((text) => parseSize(text) !== null, 'Write a size like 1024x768 or a shape like 16:9.'),
      ),
  ),
  aspectRatio: z.optional(
    z.string().check(z.refine((text) => parseRatio(text) !== null, 'Write a shape like 16:9.')),
  ),
  resolution: z.optional(
    z
      .string()
      .check(z.refine((text) => parseTier(text) !== null, 'Write a scale like 1K, or megapixels like 0.5.')),
  ),
  /** Of the first image; the following ones count on from it. Random when absent. */
  seed: z.optional(z.int().check(z.gte(0), z.lte(maxSeed))),
  extra: z.optional(ExtraParameters),
})
export type GenerationRequest = z.infer<typeof GenerationRequest>

/**
 * A request that was accepted once: the shape alone. The rules for new requests are not asked again, because they
 * change: a model that has left the catalogue must not make its old pictures unreadable.
 */
export const AcceptedRequest = z.object({
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

/** What the price depends on: neither the words nor the seed. */
export const PriceWish = z.omit(GenerationRequest, { prompt: true, seed: true })
export type PriceWish = z.infer<typeof PriceWish>

export const generationStates = ['queued', 'running', 'done', 'partial', 'failed', 'cancelled'] as const
export const GenerationState = z.enum(generationStates)
export type GenerationState = z.infer<typeof GenerationState>

/** One press of the button. */
export const Generation = z.object({
  id: GenerationId,
  state: GenerationState,
  request: AcceptedRequest,
  requestedAt: z.iso.datetime(),
  requestedBy: z.object({ id: MemberId, name: z.string() }),
  /** The pixels sent to the gateway, resolved from the request. */
  asked: PixelSize,
  /** What a picture like these has taken in this studio; the model's own figure while there is no history. */
  expected: z.object({ p50Ms: z.int(), p90Ms: z.int() }),
  /** The sum of what is known to have been charged, in millionths of a US dollar; null while nothing is known. */
  costMicros: z.nullable(z.int()),
  deletedAt: z.nullable(z.iso.datetime()),
  /** The latest attempt of each position, in order. */
  attempts: z.array(Attempt),
})
export type Generation = z.infer<typeof Generation>

export const GenerationPage = z.object({
  generations: z.array(Generation),
  nextCursor: z.nullable(z.string()),
})
export type GenerationPage = z.infer<typeof GenerationPage>

export const GenerationQuery = z.object({
  before: z.optional(z.string().check(z.maxLength(100))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
})
export type GenerationQuery = z.infer<typeof GenerationQuery>

/** `unknown` may have been charged already, so trying it again has to be said aloud. */
export const RetryRequest = z.strictObject({ mayPayTwice: z._default(z.boolean(), false) })
export type RetryRequest = z.infer<typeof RetryRequest>

/** What a generation's attempts add up to. An unresolved `unknown` still counts as running: somebody is asking about it. */
export function toGenerationState(states: readonly AttemptState[]): GenerationState {
  if (states.every(isUnsent)) return 'queued'
  if (!states.every(hasEnded)) return 'running'
  const done = states.filter((state) => state === 'done').length
  if (done === states.length) return 'done'
  if (done > 0) return 'partial'
  return states.every((state) => state === 'cancelled') ? 'cancelled' : 'failed'
}
