import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { GenerationRequest } from '#lib/shared/generation.ts'
import type { ImageId } from '#lib/shared/ids.ts'
import { type Image, variantSizes } from '#lib/shared/image.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { requestGeneration } from '../generations/generations.ts'
import { newImageId, newTraceId } from '../ids.ts'
import type { AttemptRecord } from '../store/store.ts'

export function aRequest(wish: Partial<GenerationRequest> = {}): GenerationRequest {
  return GenerationRequest.parse({ prompt: 'A lighthouse at dusk', model: 'flux.2-flex', ...wish })
}

export function aKey(): string {
  return `press-${randomBytes(8).toString('hex')}`
}

type Drawing = { request?: Partial<GenerationRequest>; bytes?: Buffer }

/** An image that was asked for, made and kept, step by step as the courier does it. */
export async function anImage(app: App, actor: Member, { request, bytes }: Drawing = {}): Promise<Image> {
  const generation = await requestGeneration(app, actor, {
    request: aRequest({ n: 1, ...request }),
    key: aKey(),
  })
  const [id] = await finishAttempts(app, generation.id, bytes)
  const image = id && (await app.store.team(actor.scope).images.find(id))
  if (!image) throw new Error('The image was not kept')
  return image
}

/** Brings every queued attempt of a generation to its end. */
export async function finishAttempts(app: App, generationId: string, bytes?: Buffer): Promise<ImageId[]> {
  const leased = await app.store.queue.claim({
    owner: 'test-courier',
    now: app.clock.now(),
    leaseMs: 60_000,
    limit: 100,
  })
  const mine = leased.filter((attempt) => attempt.generationId === generationId)
  const images: ImageId[] = []
  for (const attempt of mine) images.push(await finish(app, attempt, bytes ?? randomBytes(2000)))
  return images
}

async function finish(app: App, { id, fence, asked }: AttemptRecord, bytes: Buffer): Promise<ImageId> {
  const now = app.clock.now()
  const imageId = newImageId()
  const { queue } = app.store
  await queue.advance(id, {
    from: 'leased',
    to: 'dispatched',
    fence,
    changes: { traceId: newTraceId(), bodyHash: 'x', dispatchedAt: now, deadlineAt: now },
  })
  await queue.advance(id, { from: 'dispatched', to: 'received', changes: { receivedAt: now } })
  await queue.advance(id, { from: 'received', to: 'stored', changes: { costMicros: 60_000 } })
  const files = await keepFiles(app, bytes)
  await app.store.transaction(async (tx) => {
    await tx.queue.insertImage({
      id: imageId,
      attemptId: id,
      format: 'png',
      ...asked,
      thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
      drawnLocally: true,
      createdAt: now,
      files,
    })
    await tx.queue.advance(id, { from: 'stored', to: 'done', changes: { finishedAt: now } })
  })
  return imageId
}

// Each variant has bytes of its own, so that a test can tell which it was given.
async function keepFiles(app: App, bytes: Buffer) {
  const variants = ['original', ...Object.keys(variantSizes)] as [
    'original',
    ...(keyof typeof variantSizes)[],
  ]
  return await Promise.all(
    variants.map(async (variant) => {
      const content = variant === 'original' ? bytes : Buffer.concat([Buffer.from(variant), bytes])
      const kept = await app.blobs.put(Readable.from([content]))
      return { variant, ...kept }
    }),
  )
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
