import type { QueryClient } from '@tanstack/react-query'
import type { Attempt } from '#lib/shared/attempt.ts'
import type { Generation, GenerationPage, GenerationRequest } from '#lib/shared/generation.ts'
import { AttemptId, GenerationId, MemberId } from '#lib/shared/ids.ts'
import { findModel } from '#lib/shared/model.ts'
import { megapixel, resolveSize } from '#lib/shared/sizing.ts'
import { keys } from './keys.ts'
import type { Paged } from './paged.ts'

// Real ids begin with the time they were made at, so none begins with year zero.
const epoch = '0000000000'

/** True for a generation that is on its way to the server: it has no seeds yet, and nothing can be asked about it. */
export function isPlaceholder(id: GenerationId): boolean {
  return id.startsWith(`gen_${epoch}`)
}

/** What is shown from the moment of the press until the server's answer: the right number of tiles in the right shape. */
export function createPlaceholder(client: QueryClient, request: GenerationRequest): Generation {
  const model = findModel(request.model)
  const size = model && resolveSize(request, model.sizes)
  const asked = size ? { width: size.width, height: size.height } : { width: 1024, height: 1024 }
  const id = GenerationId.parse(`gen_${epoch}${random()}`)
  const newest = client.getQueryData<Paged<GenerationPage>>(keys.generationLists)?.pages[0]?.generations[0]
  // On top of the stream, also where this machine's clock is behind the server's.
  const now = new Date(Math.max(Date.now(), newest ? Date.parse(newest.requestedAt) + 1 : 0)).toISOString()
  const share = (asked.width * asked.height) / megapixel
  return {
    id,
    state: 'queued',
    request,
    requestedAt: now,
    requestedBy: newest?.requestedBy ?? { id: MemberId.parse(`mem_${epoch}${random()}`), name: '' },
    asked,
    expected: {
      p50Ms: Math.round((model?.typicalMs.p50 ?? 0) * share),
      p90Ms: Math.round((model?.typicalMs.p90 ?? 0) * share),
    },
    costMicros: null,
    deletedAt: null,
    attempts: Array.from({ length: request.n }, (_, position) => emptyAttempt(request, position, now)),
  }
}

function emptyAttempt(request: GenerationRequest, position: number, now: string): Attempt {
  return {
    id: AttemptId.parse(`att_${epoch}${random()}`),
    position,
    state: 'queued',
    seed: (request.seed ?? 0) + position,
    queuedAt: now,
    runAfter: null,
    dispatchedAt: null,
    finishedAt: null,
    tryNumber: 1,
    maxTries: 1,
    waitsBecause: null,
    ahead: null,
    cancelRequestedAt: null,
    failure: null,
    image: null,
  }
}

// Sixteen characters of a–p. Not `randomUUID`: browsers have that on https only, and a studio may be reached by http.
export function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte & 15))).join('')
}
