import { randomInt } from 'node:crypto'
import { AppError, notFound } from '#lib/shared/errors.ts'
import {
  type Generation,
  type GenerationPage,
  type GenerationQuery,
  type GenerationRequest,
  maxSeed,
} from '#lib/shared/generation.ts'
import type { GenerationId } from '#lib/shared/ids.ts'
import { type Member, requireMaker } from '../access.ts'
import type { App } from '../app.ts'
import { nameGateway } from '../config.ts'
import { newAttemptId, newGenerationId } from '../ids.ts'
import type { NewGeneration } from '../store/store.ts'
import { hashRequest } from './canonical.ts'
import { resolveRequest } from './resolve-request.ts'
import { typicalMs } from './typical-time.ts'

/** One press of the button. The same key again gives the same generation: a press is paid for once. */
export async function requestGeneration(
  app: App,
  actor: Member,
  { request, key }: { request: GenerationRequest; key: string },
): Promise<Generation> {
  requireMaker(actor)
  const { model, asked } = resolveRequest(request)
  const rows = app.store.team(actor.scope).generations
  const bodyHash = hashRequest(request)
  const inserted = await rows.insert({
    id: newGenerationId(),
    submissionKey: key,
    bodyHash,
    request,
    gateway: nameGateway(app.config),
    asked,
    fallbackMs: typicalMs(app, model, asked),
    requestedBy: actor.id,
    requestedAt: app.clock.now(),
    attempts: newAttempts(request),
  })
  if (inserted.bodyHash !== bodyHash) {
    throw new AppError('key_reused', 'This key was used for another request. Every press needs its own.')
  }
  // Only after the commit: the courier must find what it is woken for.
  if (inserted.created) app.courier.wake()
  return await getGeneration(app, actor, inserted.id)
}

export async function getGeneration(app: App, actor: Member, id: GenerationId): Promise<Generation> {
  const generation = await app.store.team(actor.scope).generations.find(id)
  if (!generation) throw notFound('This generation')
  return generation
}

export async function listGenerations(
  app: App,
  actor: Member,
  query: GenerationQuery,
): Promise<GenerationPage> {
  return await app.store.team(actor.scope).generations.list(query)
}

/** What was not sent is never sent; what was sent goes on, because it is paid for, and is shown when it comes. */
export async function cancelGeneration(app: App, actor: Member, id: GenerationId): Promise<Generation> {
  requireMaker(actor)
  const cancelled = await app.store.team(actor.scope).generations.cancel(id, app.clock.now())
  if (!cancelled) throw notFound('This generation')
  app.courier.wake()
  return await getGeneration(app, actor, id)
}

/** Into the trash, with its images. What is not sent yet never will be. Twice is the same as once. */
export async function deleteGeneration(app: App, actor: Member, id: GenerationId): Promise<void> {
  requireMaker(actor)
  if (await app.store.team(actor.scope).generations.remove(id, app.clock.now())) {
    app.courier.wake()
    return
  }
  await getGeneration(app, actor, id)
}

/** Out of the trash, with the images that went there with it. */
export async function restoreGeneration(app: App, actor: Member, id: GenerationId): Promise<Generation> {
  requireMaker(actor)
  await app.store.team(actor.scope).generations.restore(id)
  return await getGeneration(app, actor, id)
}

// Each image is an attempt of its own with its own seed, so that what arrives can be kept and made again alone. The seeds
// count on from the first also when that was drawn, so that one number is enough to ask for the whole series again.
function newAttempts({ n, seed = randomInt(maxSeed + 1) }: GenerationRequest): NewGeneration['attempts'] {
  return Array.from({ length: n }, (_, position) => ({
    id: newAttemptId(),
    position,
    seed: (seed + position) % (maxSeed + 1),
  }))
}
