import type { QueryClient } from '@tanstack/react-query'
import { Generation, GenerationPage } from '#lib/shared/generation.ts'
import { ImagePage } from '#lib/shared/image.ts'
import { call } from './api.ts'
import { receiveEvent } from './catch-up.ts'
import { keys } from './keys.ts'
import type { Paged } from './paged.ts'
import { isPlaceholder } from './placeholders.ts'

/**
 * What the stream would have told, asked for: the newest page of each list on screen, and everything still running
 * further down. Throws when the studio does not answer.
 */
export async function pollOnce(client: QueryClient, signal: AbortSignal): Promise<void> {
  await Promise.all([pollGenerations(client, signal), pollImages(client, signal)])
}

async function pollGenerations(client: QueryClient, signal: AbortSignal): Promise<void> {
  // What comes on screen while the answer is on its way is not missing from it.
  const listed = client.getQueryData<Paged<GenerationPage>>(keys.generationLists)
  const shown = listed?.pages.flatMap((page) => page.generations) ?? []
  const newest = await call(GenerationPage, '/api/generations', { signal })
  const told = new Set(newest.generations.map((generation) => generation.id))
  const oldest = newest.generations.at(-1)?.requestedAt ?? ''

  for (const generation of newest.generations) receiveEvent(client, { kind: 'generation', generation })
  for (const { id, requestedAt, state } of shown) {
    if (told.has(id) || isPlaceholder(id)) continue
    const wasDeleted = newest.nextCursor === null || requestedAt > oldest
    if (wasDeleted) receiveEvent(client, { kind: 'generation-removed', id })
    else if (state === 'queued' || state === 'running') {
      const generation = await call(Generation, `/api/generations/${id}`, { signal })
      receiveEvent(client, { kind: 'generation', generation })
    }
  }
}

async function pollImages(client: QueryClient, signal: AbortSignal): Promise<void> {
  const lists = client.getQueryCache().findAll({ queryKey: keys.imageLists, type: 'active' })
  if (lists.length === 0) return
  const newest = await call(ImagePage, '/api/images', { signal })
  for (const image of newest.images) receiveEvent(client, { kind: 'image', image })
}
