import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { Generation, GenerationPage } from '#lib/shared/generation.ts'
import type { AttemptId, GenerationId } from '#lib/shared/ids.ts'
import type { LiveEvent } from '#lib/shared/live.ts'
import { call, Nothing } from './api.ts'
import { readWithEvents } from './catch-up.ts'
import { keys } from './keys.ts'
import { generationLens, showGeneration } from './live-cache.ts'
import { drop, place, replace } from './paged.ts'
import { presses } from './presses.ts'
import { type HeldWish, holdWish, withWishes } from './wishes.ts'

/** The stream of the studio, newest first, page by page. */
export function generationsQuery() {
  return infiniteQueryOptions({
    queryKey: keys.generationLists,
    initialPageParam: null as string | null,
    queryFn: async ({ client, pageParam, signal }) =>
      withWishesOnPage(
        client,
        await readWithEvents(
          client,
          () => call(GenerationPage, listPath(pageParam), { signal }),
          (page, event) => mergeIntoPage(page, event, pageParam === null),
        ),
        pageParam === null,
      ),
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function generationQuery(id: GenerationId) {
  return queryOptions({
    queryKey: keys.generation(id),
    queryFn: async ({ client, signal }) =>
      withWishes(
        client,
        await readWithEvents(
          client,
          () => call(Generation, `/api/generations/${id}`, { signal }),
          newestOf(id),
        ),
      ),
  })
}

// One after the other: two wishes about one generation must reach the server in the order they were made.
const scope = { id: 'generations' }

/** Stops what has not been sent; what has been sent is kept and shown when it comes. */
export function useCancelGeneration() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: (id: GenerationId) =>
      readWithEvents(
        client,
        () => call(Generation, `/api/generations/${id}/cancellation`, { method: 'PUT' }),
        newestOf(id),
      ),
    onSuccess: (generation) => showGeneration(client, withWishes(client, generation)),
  })
}

/** One more attempt for one image. `mayPayTwice` has to be said when nobody knows whether the last one was charged. */
export function useRetryAttempt() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: ({ id, mayPayTwice = false }: { id: AttemptId; mayPayTwice?: boolean }) =>
      call(Generation, `/api/attempts/${id}/retry`, { method: 'PUT', body: { mayPayTwice } }),
    onSuccess: (generation) => showGeneration(client, withWishes(client, generation)),
  })
}

/** Into the trash with its images: out of sight at once, back with `useRestoreGeneration`. */
export function useDeleteGeneration() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: (generation: Generation) =>
      call(Nothing, `/api/generations/${generation.id}`, { method: 'DELETE' }),
    onMutate: (generation) => wishFor(client, generation, { deletedAt: new Date().toISOString() }),
    onSuccess: (_nothing, generation, wished) =>
      showGeneration(client, wished.confirm({ ...generation, deletedAt: new Date().toISOString() })),
    onError: (_error, _generation, wished) => {
      if (!wished) return
      showGeneration(client, wished.withdraw())
      void client.invalidateQueries({ queryKey: keys.imageLists })
    },
  })
}

export function useRestoreGeneration() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: (generation: Generation) =>
      call(Generation, `/api/generations/${generation.id}/restoration`, { method: 'PUT' }),
    onMutate: (generation) => wishFor(client, generation, { deletedAt: null }),
    onSuccess: (generation, _generation, wished) => {
      showGeneration(client, wished.confirm(generation))
      void client.invalidateQueries({ queryKey: keys.imageLists })
    },
    onError: (_error, _generation, wished) => wished && showGeneration(client, wished.withdraw()),
  })
}

function wishFor(
  client: QueryClient,
  generation: Generation,
  patch: Partial<Generation>,
): HeldWish<Generation> {
  const wish = holdWish(client, generation, patch)
  showGeneration(client, { ...generation, ...patch })
  return wish
}

function newestOf(id: GenerationId) {
  return (known: Generation, event: LiveEvent) =>
    event.kind === 'generation' && event.generation.id === id ? event.generation : known
}

function listPath(before: string | null): string {
  return before === null ? '/api/generations' : `/api/generations?before=${encodeURIComponent(before)}`
}

function withWishesOnPage(client: QueryClient, page: GenerationPage, isFirst: boolean): GenerationPage {
  const generations = page.generations
    .map((generation) => withWishes(client, generation))
    .filter((generation) => generation.deletedAt === null)
  const unanswered = isFirst ? [...presses(client).placeholders.values()].reverse() : []
  return { ...page, generations: [...unanswered, ...generations] }
}

// Newcomers belong on the first page only; the others are corrected in place.
function mergeIntoPage(page: GenerationPage, event: LiveEvent, isFirst: boolean): GenerationPage {
  const data = { pages: [page], pageParams: [null] }
  if (event.kind === 'generation-removed') return drop(data, event.id, generationLens).pages[0] ?? page
  if (event.kind !== 'generation') return page
  const { generation } = event
  const merged = isFirst
    ? place(data, generation, generationLens)
    : replace(data, { id: generation.id, item: generation }, generationLens)
  return merged.pages[0] ?? page
}
