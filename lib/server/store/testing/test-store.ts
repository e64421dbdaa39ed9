import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttemptState } from '#lib/shared/attempt.ts'
import type { AttemptId, GenerationId, MemberId } from '#lib/shared/ids.ts'
import type { Member } from '../../access.ts'
import { newAttemptId, newGenerationId, newImageId } from '../../ids.ts'
import { openStore } from '../open-store.ts'
import type { AttemptChanges, NewGeneration, NewImage, Store, TeamRows } from '../store.ts'

/** A time at which nothing else happens. */
export const noon = new Date('2026-03-01T12:00:00.000Z')

export function after(seconds: number): Date {
  return new Date(noon.getTime() + seconds * 1000)
}

export type TestStore = AsyncDisposable & { file: string; store: Store; owner: Member; rows: TeamRows }

/** A real database in a folder of its own, with the studio's one person. */
export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-store-'))
  const file = join(folder, 'studio.sqlite')
  const store = await openStore({ file })
  const owner = await store.findOrCreateOwner()
  return {
    file,
    store,
    owner,
    rows: store.team(owner.scope),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

type Wish = Partial<Omit<NewGeneration, 'attempts' | 'request'>> & {
  request?: Partial<NewGeneration['request']>
}

export function aGeneration(requestedBy: MemberId, wish: Wish = {}): NewGeneration {
  const id = newGenerationId()
  const request = { prompt: 'a red boat', model: 'flux.2-flex', n: 1, ...wish.request }
  return {
    id,
    submissionKey: `key of ${id}`,
    bodyHash: 'hash of a red boat',
    gateway: 'sandbox',
    asked: { width: 1024, height: 1024 },
    fallbackMs: { p50: 16_000, p90: 26_000 },
    requestedBy,
    requestedAt: noon,
    ...wish,
    request,
    attempts: Array.from({ length: request.n }, (_, position) => ({
      id: newAttemptId(),
      position,
      seed: 100 + position,
    })),
  }
}

export function anImage(attemptId: AttemptId, wish: Partial<NewImage> = {}): NewImage {
  return {
    id: newImageId(),
    attemptId,
    format: 'png',
    width: 1024,
    height: 1024,
    thumbhash: 'c29tZSBjb2xvdXJz',
    drawnLocally: false,
    createdAt: after(20),
    files: [
      { variant: 'original', sha256: 'a'.repeat(64), sizeBytes: 4000 },
      { variant: 'thumbnail', sha256: 'b'.repeat(64), sizeBytes: 40 },
    ],
    ...wish,
  }
}

type Pressed = {
  id: GenerationId
  attempts: AttemptId[]
  /** The attempt for the nth image. */
  attempt(position: number): AttemptId
}

/** Inserts a generation, as one press of the button does. */
export async function press(studio: Pick<TestStore, 'rows' | 'owner'>, wish: Wish = {}): Promise<Pressed> {
  const generation = aGeneration(wish.requestedBy ?? studio.owner.id, wish)
  await studio.rows.generations.insert(generation)
  const attempts = generation.attempts.map(({ id }) => id)
  return { id: generation.id, attempts, attempt: (position) => required(attempts[position]) }
}

/** For what a test has arranged to be there. */
export function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('It is not there.')
  return value
}

const paths: Partial<Record<AttemptState, AttemptState[]>> = {
  leased: ['leased'],
  dispatched: ['leased', 'dispatched'],
  received: ['leased', 'dispatched', 'received'],
  stored: ['leased', 'dispatched', 'received', 'stored'],
  done: ['leased', 'dispatched', 'received', 'stored', 'done'],
  unknown: ['leased', 'dispatched', 'unknown'],
  failed_free: ['leased', 'dispatched', 'failed_free'],
  failed_charged: ['leased', 'dispatched', 'failed_charged'],
  cancelled: ['cancelled'],
}

/** Takes a queued attempt through the steps that lead to a state; the changes are set with the last. */
export async function bring(
  store: Store,
  id: AttemptId,
  { to, changes }: { to: AttemptState; changes?: AttemptChanges },
): Promise<void> {
  const path = paths[to] ?? []
  let from: AttemptState = 'queued'
  for (const state of path) {
    const last = state === to
    const moved = await store.queue.advance(id, { from, to: state, changes: last ? changes : undefined })
    if (!moved) throw new Error(`${id} did not become ${state}.`)
    from = state
  }
}

/** A picture that has arrived: the call took `durationMs`. */
export async function finish(
  store: Store,
  id: AttemptId,
  {
    image,
    changes,
    durationMs = 9000,
  }: { image?: Partial<NewImage>; changes?: AttemptChanges; durationMs?: number } = {},
): Promise<NewImage> {
  const kept = anImage(id, image)
  await bring(store, id, {
    to: 'stored',
    changes: { dispatchedAt: noon, receivedAt: after(durationMs / 1000) },
  })
  await store.transaction(async (tx) => {
    await tx.queue.insertImage(kept)
    await tx.queue.advance(id, { from: 'stored', to: 'done', changes: { finishedAt: after(30), ...changes } })
  })
  return kept
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
