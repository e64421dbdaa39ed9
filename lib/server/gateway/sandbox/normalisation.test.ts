import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { models } from '#lib/shared/model.ts'
import { resolveSize, type SizeLimits } from '#lib/shared/sizing.ts'
import { type AskedParameters, normalise } from './normalisation.ts'
import type { ParameterTable, Provider } from './provider.ts'
import { sandboxProvider } from './sandbox-provider.ts'

const limits = models[0]?.sizes as SizeLimits
const sandbox = sandboxProvider({ draw: 'plain', concurrency: 1 })

// As fal has it: other names, two formats of its own, several pictures in one call, no mask.
const other: Pick<Provider, 'parameters' | 'nativeFormat'> = {
  nativeFormat: 'jpeg',
  parameters: {
    ...sandbox.parameters,
    prompt: { treatment: 'passthrough' },
    image: { treatment: 'renamed', to: 'image_urls' },
    mask: { treatment: 'dropped', because: 'this provider has no masks' },
    seed: { treatment: 'passthrough' },
    n: { treatment: 'renamed', to: 'num_images' },
    size: {
      treatment: 'converted',
      to: ['image_size'],
      write: ({ width, height }) => ({ image_size: { width, height } }),
    },
    output_format: {
      treatment: 'emulated',
      by: 're-encoding',
      native: { to: 'output_format', values: ['jpeg', 'png'] },
    },
  } satisfies ParameterTable,
}

function run(asked: Partial<AskedParameters>, extras = {}, provider: typeof other = sandbox) {
  const full = { prompt: 'A lighthouse', ...asked }
  const wish = { size: full.size, aspectRatio: full.aspect_ratio, resolution: full.resolution }
  const size = resolveSize(wish, limits)
  if (!size) throw new Error('The test asks for a size that cannot be read')
  return normalise({ asked: full, extras, provider, size, seed: asked.seed ?? 99 })
}

describe('the sandbox’s own table', () => {
  test('renames what has another name there', () => {
    const { calls, report } = run({ seed: 5, image: [Buffer.from('a')] })

    expect(calls).toEqual([
      { text: 'A lighthouse', pictures: [Buffer.from('a')], width: 1024, height: 1024, noise_seed: 5 },
    ])
    expect(report.prompt).toEqual({ treatment: 'renamed', sent_as: 'text' })
    expect(report.seed).toEqual({ treatment: 'renamed', asked: 5, used: 5, sent_as: 'noise_seed' })
  })

  test('passes through what it does not know', () => {
    const { calls, report } = run({ style: 'natural' }, { steps: 20, deep: { a: 1 } })

    expect(calls[0]).toMatchObject({ style: 'natural', steps: 20, deep: { a: 1 } })
    expect(report.steps).toEqual({ treatment: 'passthrough', asked: 20, sent_as: 'steps' })
    expect(report.style).toEqual({ treatment: 'passthrough', asked: 'natural', sent_as: 'style' })
  })

  test('converts shape and scale into pixels and says what it made of them', () => {
    const { calls, report } = run({ aspect_ratio: '7:1', resolution: '3' })

    expect(calls[0]).toMatchObject({ width: 2720, height: 1536 })
    expect(report).toMatchObject({
      size: { treatment: 'converted', asked: null, used: '2720x1536', sent_as: ['width', 'height'] },
      aspect_ratio: { treatment: 'converted', asked: '7:1', used: '16:9' },
      resolution: { treatment: 'converted', asked: '3', used: '4' },
    })
  })

  test('drops what a size in pixels overrules, and says so', () => {
    const { report } = run({ size: '512x512', aspect_ratio: '16:9', resolution: '4' })

    expect(report.size).toMatchObject({ asked: '512x512', used: '512x512' })
    expect(report.aspect_ratio).toMatchObject({ treatment: 'dropped', asked: '16:9' })
    expect(report.resolution).toMatchObject({ treatment: 'dropped', asked: '4' })
  })

  test('drops a ratio when the size is one, and keeps the scale', () => {
    const { report } = run({ size: '16:9', aspect_ratio: '1:1', resolution: '4' })

    expect(report.aspect_ratio).toMatchObject({ treatment: 'dropped' })
    expect(report.resolution).toMatchObject({ treatment: 'converted', used: '4' })
  })

  test('emulates n by as many calls, each with a seed of its own', () => {
    const { calls, report } = run({ n: 3, seed: 10 })

    expect(calls.map((fields) => fields.noise_seed)).toEqual([10, 11, 12])
    expect(calls.every((fields) => !('n' in fields))).toBe(true)
    expect(report.n).toEqual({ treatment: 'emulated', asked: 3, note: 'by parallel calls' })
  })

  test('emulates formats by encoding, and hosting by itself', () => {
    const { calls, output, report } = run({
      output_format: 'webp',
      output_compression: 80,
      response_format: 'b64_json',
    })

    expect(output).toEqual({ format: 'webp', compression: 80, hosted: false })
    expect(calls[0]).not.toHaveProperty('output_format')
    expect(report).toMatchObject({
      output_format: { treatment: 'emulated', note: 'by re-encoding' },
      output_compression: { treatment: 'emulated', asked: 80 },
      response_format: { treatment: 'emulated', note: 'by hosting' },
    })
  })

  test('gives the provider’s format behind a link when nothing else is said', () => {
    expect(run({}).output).toEqual({ format: 'png', compression: null, hosted: true })
    expect(run({}, {}, other).output.format).toBe('jpeg')
  })

  test('says when a compression has nothing to do', () => {
    expect(run({ output_format: 'png', output_compression: 50 }).report.output_compression?.note).toBe(
      'png is lossless: it has no effect',
    )
  })

  test('a field it fills itself cannot be slipped in', () => {
    const { calls, report } = run({}, { width: 9999, noise_seed: 1, __proto__: null })

    expect(calls[0]).toMatchObject({ width: 1024, noise_seed: 99 })
    expect(report.width).toMatchObject({ treatment: 'dropped', asked: 9999 })
  })
})

describe('another provider is another table', () => {
  test('native comes first: its own n, its own formats', () => {
    const { calls, report } = run({ n: 4, output_format: 'png' }, {}, other)

    expect(calls).toEqual([
      {
        prompt: 'A lighthouse',
        seed: 99,
        image_size: { width: 1024, height: 1024 },
        num_images: 4,
        output_format: 'png',
      },
    ])
    expect(report.n).toMatchObject({ treatment: 'renamed', sent_as: 'num_images' })
    expect(report.output_format).toEqual({ treatment: 'passthrough', asked: 'png', sent_as: 'output_format' })
  })

  test('a format it cannot do is emulated all the same', () => {
    const { calls, report, output } = run({ output_format: 'avif' }, {}, other)

    expect(calls[0]).not.toHaveProperty('output_format')
    expect(output.format).toBe('avif')
    expect(report.output_format?.treatment).toBe('emulated')
  })

  test('what it has no name for is dropped with a reason', () => {
    const { calls, report } = run({ mask: Buffer.from('m') }, {}, other)

    expect(calls[0]).not.toHaveProperty('mask')
    expect(report.mask).toEqual({ treatment: 'dropped', note: 'this provider has no masks' })
  })
})

test('whatever is passed through arrives, and nothing the gateway decided is changed by it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (extras) => {
      const [plain] = run({}).calls
      const [call = {}] = run({}, extras).calls

      expect(call).toMatchObject(plain ?? {})
      for (const [name, value] of Object.entries(extras)) {
        if (!Object.hasOwn(plain ?? {}, name))
          expect(Object.getOwnPropertyDescriptor(call, name)?.value).toBe(value)
      }
    }),
  )
})
