/** The answer to a paid call: its JSON, and the pictures in it as links or as streamed base64. */
import { deliver } from './delivery.ts'
import type { AnswerItem } from './faults/fault.ts'
import type { PlannedCall } from './image-call.ts'
import { type JsonPart, jsonLength, jsonPieces } from './json-stream.ts'
import type { Passage } from './passage.ts'
import type { NativePicture } from './provider.ts'
import type { SandboxParts } from './sandbox-parts.ts'

export type FinishedCall = {
  id: string
  call: PlannedCall
  pictures: readonly NativePicture[]
  passage: Passage
  /** Of the request: links in the answer lead back to it. */
  origin: string
  gone: AbortSignal
  onDelivered(): void
}

export async function toImageAnswer(parts: SandboxParts, finished: FinishedCall): Promise<Response> {
  const { id, call, passage } = finished
  const items = await Promise.all(finished.pictures.map((picture) => toItem(parts, finished, picture)))
  const plain = toBody(parts, finished, passage.fault?.items?.(items) ?? items)
  const body = passage.fault?.body?.(plain) ?? plain
  const { length, pieces } = written(body, passage.fault?.text)
  const stream = deliver(pieces, {
    length,
    passage,
    closing: parts.closing,
    gone: finished.gone,
    onEnd({ bytesSent, whole, clientGone }) {
      if (parts.closing.aborted) return
      parts.ledger.set(id, {
        bytes_sent: bytesSent,
        response_bytes: length,
        client_gone: clientGone ? 1 : 0,
      })
      if (whole) finished.onDelivered()
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'application/json',
      'content-length': String(length),
      ...callHeaders(parts, id, call),
      ...passage.fault?.headers,
    },
  })
}

export function callHeaders(
  parts: SandboxParts,
  id: string,
  call: PlannedCall | null,
): Record<string, string> {
  return {
    'x-lumenfall-request-id': id,
    ...(call && { 'x-lumenfall-provider': parts.provider.slug, 'x-lumenfall-model': call.model.id }),
  }
}

async function toItem(
  parts: SandboxParts,
  finished: FinishedCall,
  picture: NativePicture,
): Promise<AnswerItem> {
  const { format, hosted } = finished.call.normalised.output
  const bytes = (await finished.passage.fault?.picture?.(picture)) ?? picture.bytes
  return hosted
    ? { url: `${finished.origin}/media/${await parts.media.keep(bytes, format)}` }
    : { b64_json: bytes }
}

function toBody(parts: SandboxParts, { id, call, pictures }: FinishedCall, data: JsonPart[]) {
  const { provider, clock } = parts
  const { size } = pictures[0] ?? call
  return {
    id,
    created: Math.floor(clock.now().getTime() / 1000),
    size: `${size.width}x${size.height}`,
    output_format: call.normalised.output.format,
    data,
    metadata: {
      model: call.model.id,
      executed_model: `${provider.slug}/${call.model.id}`,
      provider: provider.slug,
      provider_name: provider.name,
      cost: call.costMicros / 1_000_000,
      cost_currency: 'USD',
      attempts: [],
      parameters: call.normalised.report,
    },
  } satisfies { [name: string]: JsonPart }
}

function written(body: JsonPart, change: ((text: string) => string) | undefined) {
  const encoder = new TextEncoder()
  if (change) {
    const text = encoder.encode(change([...jsonPieces(body)].join('')))
    return { length: text.byteLength, pieces: [text] }
  }
  return { length: jsonLength(body), pieces: encoded(jsonPieces(body), encoder) }
}

function* encoded(pieces: Iterable<string>, encoder: TextEncoder) {
  for (const piece of pieces) yield encoder.encode(piece)
}
