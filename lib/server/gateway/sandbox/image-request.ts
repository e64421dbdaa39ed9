/** What a POST asks for, read from JSON or from a form, and refused with a sentence where it cannot be meant. */
import * as z from 'zod/mini'
import { parseSize, parseTier } from '#lib/shared/sizing.ts'
import type { JsonPart } from './json-stream.ts'
import type { AskedParameters } from './normalisation.ts'
import { outputFormats } from './provider.ts'
import { invalid, Refusal } from './refusal.ts'

export type ImageEndpoint = 'generations' | 'edits'

export type ImageRequest = {
  endpoint: ImageEndpoint
  model: string
  user: string | null
  asked: AskedParameters
  extras: Record<string, JsonPart>
  /** Names that this endpoint does not take. */
  ignored: string[]
}

const maxJsonBytes = 1024 * 1024
const maxFormBytes = 256 * 1024 * 1024

const whole = (name: string, min: number, max: number) =>
  z
    .int(`'${name}' must be a whole number.`)
    .check(z.gte(min, `'${name}' must be at least ${min}.`), z.lte(max, `'${name}' must be at most ${max}.`))

const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, `'${name}' must be one of ${values.join(', ')}.`)

const text = (name: string) => z.string(`'${name}' must be a string.`)

const Known = z.object({
  model: text('model').check(z.minLength(1, "'model' is required.")),
  prompt: text('prompt').check(
    // The published example sends an empty prompt, so that one is drawn; blanks are a mistake.
    z.refine((prompt) => prompt === '' || prompt.trim() !== '', "'prompt' must not be blank."),
    z.refine((prompt) => prompt.isWellFormed() && !prompt.includes('\0'), "'prompt' is not valid text."),
  ),
  user: z.optional(text('user').check(z.maxLength(512, "'user' is too long."))),
  n: z.optional(whole('n', 1, 10)),
  seed: z.optional(whole('seed', 0, Number.MAX_SAFE_INTEGER - 10)),
  size: z.optional(
    text('size').check(z.refine((size) => parseSize(size) !== null, "'size' must be WxH, W:H or auto.")),
  ),
  aspect_ratio: z.optional(
    text('aspect_ratio').check(
      z.refine((ratio) => {
        const parsed = parseSize(ratio)
        return parsed !== null && parsed.kind !== 'pixels'
      }, "'aspect_ratio' must be W:H or auto."),
    ),
  ),
  resolution: z.optional(
    text('resolution').check(
      z.refine(
        (tier) => tier === 'auto' || parseTier(tier) !== null,
        "'resolution' must be a tier such as 1K, a number of megapixels, or auto.",
      ),
    ),
  ),
  response_format: z.optional(oneOf('response_format', ['url', 'b64_json'])),
  output_format: z.optional(oneOf('output_format', outputFormats)),
  output_compression: z.optional(whole('output_compression', 0, 100)),
  quality: z.optional(text('quality')),
  style: z.optional(text('style')),
})

/** Reads the whole body, within limits; throws a `Refusal`. */
export async function readImageRequest(
  request: Request,
  endpoint: ImageEndpoint,
): Promise<{ wish: ImageRequest; bytes: Buffer }> {
  const bytes = await readBytes(request, endpoint === 'edits' ? maxFormBytes : maxJsonBytes)
  const wish =
    endpoint === 'edits'
      ? await toEdit(await toForm(bytes, contentType(request)))
      : toGeneration(toJson(bytes, contentType(request)))
  return { wish, bytes }
}

function toGeneration(body: Record<string, unknown>): ImageRequest {
  // As at the real gateway, a picture here is ignored without a word: it belongs to the other endpoint.
  const { image: _image, mask: _mask, ...rest } = body
  const ignored = ['image', 'mask'].filter((name) => Object.hasOwn(body, name))
  return { ...toRequest('generations', rest), ignored }
}

async function toEdit(form: FormData): Promise<ImageRequest> {
  const parts = [...form.entries()]
  const files = parts.filter(([name]) => name === 'image' || name === 'image[]')
  if (files.length === 0) {
    throw invalid("'image' is required: a file part named image, or several named image[].")
  }
  const image = await Promise.all(files.map(([name, value]) => readPart(name, value)))
  const mask = form.get('mask')
  const fields = parts
    .filter(([name]) => !pictureParts.has(name))
    .map(([name, value]) => [name, numeric.has(name) ? toNumber(value) : value])
  const { asked, ...rest } = toRequest('edits', Object.fromEntries(fields))
  if (asked.prompt === '') throw invalid("'prompt' must not be blank.")
  return {
    ...rest,
    asked: { ...asked, image, ...(mask === null ? {} : { mask: await readPart('mask', mask) }) },
  }
}

const pictureParts = new Set(['image', 'image[]', 'mask'])
const numeric = new Set(['n', 'seed', 'output_compression'])

/** A form has only text: what does not read as a number stays text and is refused by the schema. */
function toNumber(value: FormDataEntryValue): unknown {
  return typeof value === 'string' && /^-?\d{1,16}(\.\d{1,6})?$/.test(value) ? Number(value) : value
}

async function readPart(name: string, value: FormDataEntryValue): Promise<Buffer> {
  if (typeof value === 'string') throw invalid(`'${name}' must be a file part.`)
  if (value.size === 0) throw invalid(`'${name}' is an empty file.`)
  return Buffer.from(await value.arrayBuffer())
}

function toRequest(endpoint: ImageEndpoint, body: Record<string, unknown>): ImageRequest {
  const parsed = Known.safeParse(body)
  if (!parsed.success) throw invalid(firstSentence(parsed.error, body))
  const { model, user, ...asked } = parsed.data
  const extras = Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !Object.hasOwn(Known.shape, name))
      .map(([name, value]) => [name, toExtra(name, value)]),
  )
  return { endpoint, model, user: user ?? null, asked, extras, ignored: [] }
}

const maxDepth = 32

/** What the gateway does not know it passes on as it is; only what it could not write down again is refused. */
function toExtra(name: string, value: unknown, depth = 0): JsonPart {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value
  }
  if (typeof value !== 'object' || value instanceof Blob) throw invalid(`'${name}' cannot be a file.`)
  if (depth === maxDepth) throw invalid(`'${name}' is nested too deeply.`)
  return Array.isArray(value)
    ? value.map((item) => toExtra(name, item, depth + 1))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toExtra(name, item, depth + 1)]))
}

function firstSentence(error: z.core.$ZodError, body: Record<string, unknown>): string {
  const issue = error.issues[0]
  const name = String(issue?.path[0])
  return Object.hasOwn(body, name)
    ? (issue?.message ?? 'The request is not valid.')
    : `'${name}' is required.`
}

function toJson(bytes: Buffer, type: string): Record<string, unknown> {
  if (type.startsWith('multipart/')) throw invalid('This endpoint takes JSON.')
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw invalid('The body is not valid JSON.', cause)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('The body must be a JSON object.')
  }
  return { ...body }
}

async function toForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<FormData> {
  if (!type.startsWith('multipart/form-data')) {
    throw invalid('This endpoint takes multipart/form-data, with the pictures as file parts.')
  }
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw invalid('The form could not be read: it is cut short or its boundary is missing.', cause)
  }
}

function contentType(request: Request): string {
  return request.headers.get('content-type') ?? ''
}

async function readBytes(request: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () =>
    new Refusal('REQUEST_TOO_LARGE', `The body is larger than ${limit / 1024 / 1024} MiB.`)
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
