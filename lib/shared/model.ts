import * as z from 'zod/mini'
import { megapixel, type SizeLimits } from './sizing.ts'

/** What the studio knows about a model; a new model is a new entry in `models`. */
export type Model = {
  /** The gateway's slug. */
  id: string
  label: string
  purpose: string
  maker: string
  sizes: SizeLimits
  promptLimit: number
  maxCount: number
  /** What a picture takes when the studio has no history of its own yet, at one megapixel. */
  typicalMs: { p50: number; p90: number }
}

const fluxRatios = ['1:1', '5:4', '4:3', '3:2', '16:9', '4:5', '3:4', '2:3', '9:16'] as const

const fluxSizes: SizeLimits = {
  ratios: fluxRatios,
  tiers: ['0.25', '0.5', '1', '2', '4'],
  initialTier: '1',
  multiple: 16,
  minSide: 64,
  maxSide: 4096,
  maxPixels: 4 * megapixel,
}

export const models: readonly Model[] = [
  {
    id: 'flux.2-flex',
    label: 'FLUX.2 [flex]',
    purpose: 'Typography, detail and control',
    maker: 'Black Forest Labs',
    sizes: fluxSizes,
    promptLimit: 8000,
    maxCount: 10,
    typicalMs: { p50: 16_000, p90: 26_000 },
  },
  {
    id: 'flux.2-pro',
    label: 'FLUX.2 [pro]',
    purpose: 'Everyday production',
    maker: 'Black Forest Labs',
    sizes: fluxSizes,
    promptLimit: 8000,
    maxCount: 10,
    typicalMs: { p50: 14_000, p90: 22_000 },
  },
  {
    id: 'flux.2-max',
    label: 'FLUX.2 [max]',
    purpose: 'The finest rendering, slowest',
    maker: 'Black Forest Labs',
    sizes: fluxSizes,
    promptLimit: 8000,
    maxCount: 10,
    typicalMs: { p50: 25_000, p90: 45_000 },
  },
  {
    id: 'mock-image',
    label: 'Mock image',
    purpose: 'The gateway’s free test picture',
    maker: 'Lumenfall',
    sizes: { ...fluxSizes, tiers: ['1'] },
    promptLimit: 8000,
    maxCount: 10,
    typicalMs: { p50: 1500, p90: 4000 },
  },
]

export const initialModelId = 'flux.2-flex'

export function findModel(id: string): Model | null {
  return models.find((model) => model.id === id) ?? null
}

/** The models as data, for programs that ask what there is. */
export const ModelCatalogue = z.object({
  models: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      purpose: z.string(),
      maker: z.string(),
      sizes: z.object({
        ratios: z.readonly(z.array(z.string())),
        tiers: z.readonly(z.array(z.string())),
        initialTier: z.string(),
        multiple: z.int(),
        minSide: z.int(),
        maxSide: z.int(),
        maxPixels: z.int(),
      }),
      promptLimit: z.int(),
      maxCount: z.int(),
      typicalMs: z.object({ p50: z.int(), p90: z.int() }),
    }),
  ),
})

/** Millionths of a US dollar for a request, as the gateway's dry run says; null when it cannot say. */
export const Estimate = z.object({ totalMicros: z.nullable(z.int()) })
export type Estimate = z.infer<typeof Estimate>

/** Which gateway pictures come from, and how it is. */
export const GatewayStatus = z.object({
  kind: z.enum(['sandbox', 'lumenfall', 'custom']),
  /** False while the courier or the gateway does not answer. */
  reachable: z.boolean(),
  /** Millionths of a US dollar; null when the gateway does not say. */
  balanceMicros: z.nullable(z.int()),
})
export type GatewayStatus = z.infer<typeof GatewayStatus>
