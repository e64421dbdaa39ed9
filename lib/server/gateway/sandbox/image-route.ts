/** The paid endpoints: key, ledger, work, bill, answer, in this order; and the dry run, which only looks. */
import { setTimeout as wait } from 'node:timers/promises'
import { megapixel } from '#lib/shared/sizing.ts'
import { makePictures, type PlannedCall, planCall, toEstimate } from './image-call.ts'
import { type ImageEndpoint, readImageRequest } from './image-request.ts'
import { type JsonPart, jsonLength, jsonStream } from './json-stream.ts'
import { requireKey } from './keys.ts'
import type { NativePicture } from './provider.ts'
import { Refusal, toResponse } from './refusal.ts'
import type { SandboxParts } from './sandbox-parts.ts'

type ImageVisit = { request: Request; url: URL; endpoint: ImageEndpoint }

export async function answerImageCall(parts: SandboxParts, visit: ImageVisit): Promise<Response> {
  const keyId = requireKey(parts.keys, visit.request)
  if (visit.url.searchParams.get('dryRun') === 'true') {
    const call = await planCall(await readImageRequest(visit.request, visit.endpoint), parts.provider)
    return Response.json(toEstimate(call, parts.provider))
  }
  const startedAtMs = parts.clock.now().getTime()
  const id = openEntry(parts, visit, keyId)
  try {
    const call = await planCall(await readImageRequest(visit.request, visit.endpoint), parts.provider)
    parts.ledger.set(id, { model: call.model.id, user: call.request.user })
    return await carryOut(parts, { id, call, startedAtMs, origin: visit.url.origin })
  } catch (error) {
    const refusal = toRefusal(error)
    const status = refusal.status >= 500 ? 'upstream_failure' : 'rejected'
    parts.ledger.set(id, { status, error_code: refusal.code, error_message: refusal.message })
    return toResponse(refusal, { 'x-lumenfall-request-id': id })
  }
}

function openEntry(parts: SandboxParts, { request, endpoint }: ImageVisit, keyId: string | null): string {
  const traceparent = request.headers.get('traceparent')
  return parts.ledger.open({
    endpoint: `/openai/v1/images/${endpoint}`,
    keyId,
    traceId: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1] ?? null,
    sessionId: null,
    createdAtMs: parts.clock.now().getTime(),
    wire: {
      traceparent,
      idempotencyKey: request.headers.get('idempotency-key'),
      retryCount: request.headers.get('x-stainless-retry-count'),
    },
  })
}

type Work = { id: string; call: PlannedCall; startedAtMs: number; origin: string }

async function carryOut(parts: SandboxParts, work: Work): Promise<Response> {
  const { id, call, startedAtMs } = work
  if (parts.ledger.balanceMicros() < call.costMicros)
    throw tooPoor(call.costMicros, parts.ledger.balanceMicros())
  const [pictures] = await Promise.all([makePictures(call, parts.provider), seemToWork(parts, call)])
  const now = parts.clock.now().getTime()
  parts.ledger.bill(id, call.costMicros, now)
  parts.ledger.set(id, { status: 'completed', completed_at_ms: now, duration_ms: now - startedAtMs })
  return toAnswer(parts, work, pictures)
}

async function toAnswer(parts: SandboxParts, work: Work, pictures: NativePicture[]): Promise<Response> {
  const { id, call } = work
  const { output, report } = call.normalised
  const { provider } = parts
  const data = await Promise.all(
    pictures.map(async ({ bytes }) =>
      output.hosted
        ? { url: `${work.origin}/media/${await parts.media.keep(bytes, output.format)}` }
        : { b64_json: bytes },
    ),
  )
  const body: JsonPart = {
    id,
    created: Math.floor(parts.clock.now().getTime() / 1000),
    size: `${call.size.width}x${call.size.height}`,
    output_format: output.format,
    data,
    metadata: {
      model: call.model.id,
      executed_model: `${provider.slug}/${call.model.id}`,
      provider: provider.slug,
      provider_name: provider.name,
      cost: call.costMicros / 1_000_000,
      cost_currency: 'USD',
      attempts: [],
      parameters: JSON.parse(JSON.stringify(report)),
    },
  }
  return new Response(jsonStream(body), {
    headers: {
      'content-type': 'application/json',
      'content-length': String(jsonLength(body)),
      'x-lumenfall-provider': provider.slug,
      'x-lumenfall-model': call.model.id,
      'x-lumenfall-request-id': id,
    },
  })
}

async function seemToWork(parts: SandboxParts, call: PlannedCall): Promise<void> {
  const ms = (parts.latencyMs * call.size.width * call.size.height) / megapixel
  if (ms > 0) await wait(ms, undefined, { signal: parts.closing })
}

function tooPoor(neededMicros: number, availableMicros: number): Refusal {
  const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`
  return new Refusal(
    'INSUFFICIENT_BALANCE',
    `This request needs ${dollars(neededMicros)}; ${dollars(availableMicros)} is available.`,
  )
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal('INTERNAL_ERROR', 'The gateway failed.', { cause: error })
}
