/**
 * What the gateway needs to know of a provider: how its parameters are called and what it cannot do (a table), and how
 * to call it (one function). Everything between the OpenAI-shaped request and that call is the same for all of them.
 */
import type { PixelSize } from '#lib/shared/image.ts'
import type { ResolvedSize } from '#lib/shared/sizing.ts'

export type Provider = {
  /** As in `executed_model`: `slug/model`. */
  slug: string
  name: string
  parameters: ParameterTable
  /** What a raw call gives when no format is asked of it. */
  nativeFormat: OutputFormat
  /** The one raw call, in the provider's own words. */
  call(model: string, fields: NativeFields): Promise<NativePicture[]>
}

/** The provider's own field names. */
export type NativeFields = Readonly<Record<string, unknown>>

export type NativePicture = { bytes: Buffer; size: PixelSize }

export const outputFormats = ['png', 'jpeg', 'gif', 'webp', 'avif'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** One line for each parameter the gateway knows. Names it does not know go through untouched. */
export type ParameterTable = {
  prompt: Carried
  image: Carried
  mask: Carried
  seed: Carried
  quality: Carried
  style: Carried
  size: SizeConversion
  aspect_ratio: PartOfSize
  resolution: PartOfSize
  n: Carried | Emulated<'parallel calls'>
  response_format: Emulated<'hosting'>
  output_format: Emulated<'re-encoding'>
  output_compression: Emulated<'re-encoding'>
}
export type ParameterName = keyof ParameterTable

export type Carried =
  /** Same name, same value; the provider may ignore it. */
  | { treatment: 'passthrough' }
  /** The provider's name, same value. */
  | { treatment: 'renamed'; to: string }
  /** The provider has nothing like it and would refuse it. */
  | { treatment: 'dropped'; because: string }

/** Shape and scale into whatever fields the provider has for them. */
export type SizeConversion = {
  treatment: 'converted'
  to: readonly string[]
  write(size: ResolvedSize): NativeFields
}
export type PartOfSize = { treatment: 'converted'; with: 'size' }

/** Done by the gateway; `native` names the values that the provider can do by itself, which come first. */
export type Emulated<By extends string> = {
  treatment: 'emulated'
  by: By
  native?: { to: string; values: readonly unknown[] }
}

export type Treatment = (Carried | SizeConversion | Emulated<string>)['treatment']
