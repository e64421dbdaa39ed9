/** From OpenAI-shaped parameters to a provider's own by the provider's table, and what was done to each. */
import type { ResolvedSize } from '#lib/shared/sizing.ts'
import type { JsonPart } from './json-stream.ts'
import type {
  Carried,
  Emulated,
  NativeFields,
  OutputFormat,
  ParameterTable,
  Provider,
  Treatment,
} from './provider.ts'

/** The parameters that the gateway knows, as they were asked for and once they have been found valid. */
export type AskedParameters = {
  prompt: string
  image?: readonly Buffer[]
  mask?: Buffer
  seed?: number
  quality?: string
  style?: string
  size?: string
  aspect_ratio?: string
  resolution?: string
  n?: number
  response_format?: 'url' | 'b64_json'
  output_format?: OutputFormat
  output_compression?: number
}

export type NormalisationInput = {
  asked: AskedParameters
  /** What the gateway does not know, and passes on. */
  extras: Readonly<Record<string, JsonPart>>
  provider: Pick<Provider, 'parameters' | 'nativeFormat'>
  size: ResolvedSize
  /** As asked, or drawn by lot: a picture that cannot be asked for again is worth less. */
  seed: number
}

export type Normalised = {
  /** The fields of each raw call. */
  calls: NativeFields[]
  output: { format: OutputFormat; compression: number | null; hosted: boolean }
  report: Record<string, ParameterReport>
}

/** One parameter in the answer's metadata. */
export type ParameterReport = {
  treatment: Treatment
  /** Null when nothing was asked and the value is the gateway's choice. */
  asked?: JsonPart
  used?: JsonPart
  sent_as?: string | readonly string[]
  note?: string
}

type Line = { name: string; report: ParameterReport; fields: NativeFields }

export function normalise(input: NormalisationInput): Normalised {
  const { asked, provider, seed } = input
  const table = provider.parameters
  const format = asked.output_format ?? provider.nativeFormat
  const known = [
    carry('prompt', table.prompt, asked.prompt),
    carry('image', table.image, asked.image),
    carry('mask', table.mask, asked.mask),
    carry('quality', table.quality, asked.quality),
    carry('style', table.style, asked.style),
    seedLine(asked.seed, table.seed, seed),
    ...sizeLines(asked, table, input.size),
    table.n.treatment === 'emulated' ? emulate('n', table.n, asked.n) : carry('n', table.n, asked.n),
    emulate('response_format', table.response_format, asked.response_format),
    emulate('output_format', table.output_format, asked.output_format),
    compressionLine(asked.output_compression, table.output_compression, format),
  ].filter((line) => line !== null)
  const lines = [...known, ...extraLines(input.extras, known)]
  // fromEntries defines own properties, so that even `__proto__` is only a name here.
  const fields = Object.fromEntries(lines.flatMap((line) => Object.entries(line.fields)))
  const callCount = table.n.treatment === 'emulated' ? (asked.n ?? 1) : 1
  return {
    calls: Array.from({ length: callCount }, (_, index) => ({
      ...fields,
      ...carry('seed', table.seed, seed + index)?.fields,
    })),
    output: {
      format,
      compression: asked.output_compression ?? null,
      hosted: asked.response_format !== 'b64_json',
    },
    report: Object.fromEntries(lines.map((line) => [line.name, line.report])),
  }
}

/** Pictures and prompts are long and known to whoever sent them: the report does not repeat them. */
const unrepeated = new Set(['prompt', 'image', 'mask'])

function carry(name: string, rule: Carried, value: JsonPart): Line | null {
  if (value === undefined) return null
  const asked = unrepeated.has(name) ? {} : { asked: value }
  if (rule.treatment === 'dropped') {
    return { name, report: { treatment: 'dropped', ...asked, note: rule.because }, fields: {} }
  }
  const field = rule.treatment === 'renamed' ? rule.to : name
  return {
    name,
    report: { treatment: rule.treatment, ...asked, sent_as: field },
    fields: Object.fromEntries([[field, value]]),
  }
}

function seedLine(asked: number | undefined, rule: Carried, seed: number): Line | null {
  const line = carry('seed', rule, seed)
  return line && { ...line, report: { ...line.report, asked: asked ?? null, used: seed } }
}

function sizeLines(asked: AskedParameters, table: ParameterTable, size: ResolvedSize): Line[] {
  const used = `${size.width}x${size.height}`
  const rule = table.size
  const lines: Line[] = [
    {
      name: 'size',
      report: { treatment: rule.treatment, asked: asked.size ?? null, used, sent_as: rule.to },
      fields: rule.write(size),
    },
  ]
  const parts = [
    { name: 'aspect_ratio', asked: asked.aspect_ratio, part: size.ratio },
    { name: 'resolution', asked: asked.resolution, part: size.tier },
  ]
  for (const { name, asked: wanted, part } of parts) {
    if (wanted === undefined) continue
    const counts = part.asked === wanted && part.used !== null
    const report: ParameterReport = counts
      ? { treatment: 'converted', asked: wanted, used: part.used, sent_as: rule.to }
      : { treatment: 'dropped', asked: wanted, note: 'size is more specific and wins' }
    lines.push({ name, report, fields: {} })
  }
  return lines
}

function emulate(name: string, rule: Emulated<string>, value: JsonPart): Line | null {
  if (value === undefined) return null
  if (rule.native?.values.includes(value)) {
    const treatment = rule.native.to === name ? 'passthrough' : 'renamed'
    const report: ParameterReport = { treatment, asked: value, sent_as: rule.native.to }
    return { name, report, fields: Object.fromEntries([[rule.native.to, value]]) }
  }
  return { name, report: { treatment: 'emulated', asked: value, note: `by ${rule.by}` }, fields: {} }
}

function compressionLine(asked: number | undefined, rule: Emulated<string>, format: OutputFormat) {
  const line = emulate('output_compression', rule, asked)
  const lossless = format === 'png' || format === 'gif'
  return line && lossless
    ? { ...line, report: { ...line.report, note: `${format} is lossless: it has no effect` } }
    : line
}

function extraLines(extras: Readonly<Record<string, JsonPart>>, known: readonly Line[]): Line[] {
  const taken = new Set(known.flatMap((line) => Object.keys(line.fields)))
  return Object.entries(extras).map(([name, value]) =>
    taken.has(name)
      ? {
          name,
          report: { treatment: 'dropped', asked: value, note: 'the gateway fills this field itself' },
          fields: {},
        }
      : {
          name,
          report: { treatment: 'passthrough', asked: value, sent_as: name },
          fields: Object.fromEntries([[name, value]]),
        },
  )
}
