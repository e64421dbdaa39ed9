/**
 * The provider behind the embedded gateway: it draws one picture at a time, in its own words, at exact pixels in
 * multiples of sixteen, and gives PNG. All else that the gateway promises is the table's work.
 */
import * as z from 'zod/mini'
import { drawPlainPicture } from './plain-picture.ts'
import type { ParameterTable, Provider } from './provider.ts'
import { createTurnstile } from './turnstile.ts'

const parameters: ParameterTable = {
  prompt: { treatment: 'renamed', to: 'text' },
  image: { treatment: 'renamed', to: 'pictures' },
  mask: { treatment: 'renamed', to: 'stencil' },
  seed: { treatment: 'renamed', to: 'noise_seed' },
  quality: { treatment: 'passthrough' },
  style: { treatment: 'passthrough' },
  size: {
    treatment: 'converted',
    to: ['width', 'height'],
    write: ({ width, height }) => ({ width, height }),
  },
  aspect_ratio: { treatment: 'converted', with: 'size' },
  resolution: { treatment: 'converted', with: 'size' },
  n: { treatment: 'emulated', by: 'parallel calls' },
  response_format: { treatment: 'emulated', by: 'hosting' },
  output_format: { treatment: 'emulated', by: 're-encoding' },
  output_compression: { treatment: 'emulated', by: 're-encoding' },
}

const side = z.int().check(z.gte(64), z.multipleOf(16))

const Native = z.object({
  text: z.string(),
  width: side,
  height: side,
  noise_seed: z.int(),
  pictures: z.optional(z.array(z.instanceof(Buffer))),
  stencil: z.optional(z.instanceof(Buffer)),
})

export type SandboxProviderOptions = { draw: 'art' | 'plain'; concurrency: number }

export function sandboxProvider({ draw, concurrency }: SandboxProviderOptions): Provider {
  const turnstile = createTurnstile(concurrency)
  return {
    slug: 'sandbox',
    name: 'Safelight sandbox',
    parameters,
    nativeFormat: 'png',
    call: async (_model, fields) => {
      const native = Native.parse(fields)
      const size = { width: native.width, height: native.height }
      const bytes = await turnstile(() => (draw === 'plain' ? drawPlainly(native) : drawWithCare(native)))
      return [{ size, bytes }]
    },
  }
}

type Native = z.infer<typeof Native>

function drawPlainly({ text, width, height, noise_seed }: Native): Promise<Buffer> {
  return drawPlainPicture({ width, height }, `${text}\0${noise_seed}`)
}

async function drawWithCare({ text, width, height, noise_seed, pictures, stencil }: Native): Promise<Buffer> {
  const wish = { prompt: text, seed: noise_seed, size: { width, height } }
  // Loaded when first needed: faces and palettes are no use to a sandbox that draws plainly.
  if (!pictures) return (await import('./art/draw-picture.ts')).drawPicture(wish)
  return (await import('./art/edit-picture.ts')).editPicture({ ...wish, pictures, stencil })
}
