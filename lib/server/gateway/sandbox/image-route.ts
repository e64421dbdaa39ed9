/** The paid endpoints: key, books, work; and the dry run, which only looks. */
import { createHash } from 'node:crypto'
import { wireEffectOf } from './faults/broken-wire.ts'
import { admit } from './free-routes.ts'
import { callHeaders } from './image-answer.ts'
import { type PlannedCall, planCall, toEstimate } from './image-call.ts'
import { type ImageEndpoint, readImageRequest } from './image-request.ts'
import { requireKey } from './keys.ts'
import { carryOut } from './paid-call.ts'
import { createPassage } from './passage.ts'
import { Refusal, toResponse } from './refusal.ts'
import type { SandboxParts } from './sandbox-parts.ts'

type ImageVisit = { request: Request; url: URL; endpoint: ImageEndpoint }

export async function answerImageCall(parts: SandboxParts, visit: ImageVisit): Promise<Response> {
  const dryRun = visit.url.searchParams.get('dryRun') === 'true'
  return dryRun ? answerDryRun(parts, visit) : answerPaidCall(parts, visit)
}

async function answerDryRun(parts: SandboxParts, { request, endpoint }: ImageVisit): Promise<Response> {
  const { fixed } = await admit({ parts, request }, 'estimates')
  requireKey(parts.keys, request)
  if (fixed) return fixed
  const { wish } = await readImageRequest(request, endpoint)
  const call = await planCall(wish, parts.provider)
  return Response.json(toEstimate(call, parts.provider), {
    headers: { 'x-lumenfall-provider': parts.provider.slug, 'x-lumenfall-model': call.model.id },
  })
}

async function answerPaidCall(parts: SandboxParts, visit: ImageVisit): Promise<Response> {
  const { request, endpoint } = visit
  const turn = parts.script.arrive('images')
  const early = createPassage(parts, { fault: turn.early(), prompt: '', gone: request.signal })
  await early.pass('arrived')
  const keyId = requireKey(parts.keys, request)
  const startedAtMs = parts.clock.now().getTime()
  const id = openEntry(parts, visit, keyId)
  let call: PlannedCall | null = null
  try {
    const { wish, bytes } = await readImageRequest(request, endpoint)
    parts.ledger.set(id, {
      user: wish.user,
      request_bytes: bytes.length,
      body_sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    call = await planCall(wish, parts.provider)
    const { prompt } = wish.asked
    const fault = turn.late({ model: call.model.id, prompt, endpoint })
    const passage = createPassage(parts, { fault, prompt, gone: request.signal })
    parts.ledger.set(id, { model: call.model.id, fault: fault?.says ?? null })
    await passage.delay()
    await passage.pass('arrived')
    await passage.pass('read')
    return await carryOut(parts, {
      id,
      call,
      passage,
      startedAtMs,
      origin: visit.url.origin,
      gone: request.signal,
    })
  } catch (error) {
    return answerFailure(parts, { id, call, error })
  }
}

function openEntry(parts: SandboxParts, { request, endpoint }: ImageVisit, keyId: string | null): string {
  const { headers } = request
  const traceparent = headers.get('traceparent')
  return parts.ledger.open({
    endpoint: `/openai/v1/images/${endpoint}`,
    keyId,
    traceId: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1] ?? null,
    createdAtMs: parts.clock.now().getTime(),
    wire: {
      traceparent,
      idempotencyKey: headers.get('idempotency-key'),
      retryCount: headers.get('x-stainless-retry-count'),
    },
  })
}

type Failure = { id: string; call: PlannedCall | null; error: unknown }

function answerFailure(parts: SandboxParts, { id, call, error }: Failure): Response {
  // Closed in the middle: the next start finds the entry open and knows what that means.
  if (parts.closing.aborted) throw error
  if (wireEffectOf(error)) {
    if (parts.ledger.find(id)?.status === 'processing') parts.ledger.set(id, { status: 'cancelled' })
    throw error
  }
  const refusal =
    error instanceof Refusal ? error : new Refusal('INTERNAL_ERROR', 'The gateway failed.', { cause: error })
  parts.ledger.set(id, {
    status: refusal.status >= 500 ? 'upstream_failure' : 'rejected',
    error_code: refusal.code,
    error_message: refusal.message,
  })
  return toResponse(refusal, callHeaders(parts, id, call))
}
