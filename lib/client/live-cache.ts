import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Generation, GenerationPage } from '#lib/shared/generation.ts'
import type { GenerationId, ImageId } from '#lib/shared/ids.ts'
import type { Image, ImagePage } from '#lib/shared/image.ts'
import type { LiveEvent } from '#lib/shared/live.ts'
import { filtersOfKey, type ImageFilters, keys } from './keys.ts'
import { drop, editPages, has, type Paged, type PageLens, place } from './paged.ts'
import { presses } from './presses.ts'
import { withWishes } from './wishes.ts'

export const generationLens: PageLens<GenerationPage, Generation> = {
  items: (page) => page.generations,
  with: (page, generations) => ({ ...page, generations }),
  id: (generation) => generation.id,
  time: (generation) => generation.requestedAt,
  isEnd: (page) => page.nextCursor === null,
}

export const imageLens: PageLens<ImagePage, Image> = {
  items: (page) => page.images,
  with: (page, images) => ({ ...page, images }),
  id: (image) => image.id,
  time: (image) => image.createdAt,
  isEnd: (page) => page.nextCursor === null,
}

/** Brings the cache to what an event says. Events of one subject come in their order. */
export function applyEvent(client: QueryClient, event: LiveEvent): void {
  if (event.kind === 'generation') showGeneration(client, withWishes(client, event.generation))
  else if (event.kind === 'generation-removed') hideGeneration(client, event.id)
  else if (event.kind === 'image') showImage(client, withWishes(client, event.image))
  else if (event.kind === 'image-removed') hideImage(client, event.id)
  else refetchAll(client)
}

/** After a gap nobody can tell what was missed, so what is on screen is asked for again. */
export function refetchAll(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.generations })
  void client.invalidateQueries({ queryKey: keys.images })
}

export function showGeneration(client: QueryClient, generation: Generation): void {
  client.setQueryData(keys.generation(generation.id), generation)
  if (generation.deletedAt !== null) {
    hideGeneration(client, generation.id)
    return
  }
  const { placeholders, waiting } = presses(client)
  if (placeholders.size > 0 && !isListed(client, generation.id)) {
    waiting.set(generation.id, generation)
    return
  }
  editGenerationLists(client, (data) => place(data, generation, generationLens))
}

export function hideGeneration(client: QueryClient, id: GenerationId): void {
  editGenerationLists(client, (data) => drop(data, id, generationLens))
  const at = new Date().toISOString()
  client.setQueryData<Generation>(
    keys.generation(id),
    (known) => known && { ...known, deletedAt: known.deletedAt ?? at },
  )
  editImageLists(client, (data) =>
    editPages(data, imageLens, (images) =>
      images.some((image) => image.generationId === id)
        ? images.filter((image) => image.generationId !== id)
        : images,
    ),
  )
}

export function showImage(client: QueryClient, image: Image): void {
  client.setQueryData(keys.image(image.id), image)
  setInGenerations(client, image.id, () => image)
  editImageLists(client, (data, key) => {
    return belongs(image, filtersOfKey(key)) ? place(data, image, imageLens) : drop(data, image.id, imageLens)
  })
}

function hideImage(client: QueryClient, id: ImageId): void {
  const at = new Date().toISOString()
  const asDeleted = (image: Image): Image => ({ ...image, deletedAt: image.deletedAt ?? at })
  client.setQueryData<Image>(keys.image(id), (known) => known && asDeleted(known))
  setInGenerations(client, id, asDeleted)
  editImageLists(client, (data) => drop(data, id, imageLens))
}

function setInGenerations(client: QueryClient, id: ImageId, edit: (image: Image) => Image): void {
  const inOne = (generation: Generation): Generation =>
    generation.attempts.some((attempt) => attempt.image?.id === id)
      ? {
          ...generation,
          attempts: generation.attempts.map((attempt) =>
            attempt.image?.id === id ? { ...attempt, image: edit(attempt.image) } : attempt,
          ),
        }
      : generation
  client.setQueriesData<Generation>(
    { queryKey: [...keys.generations, 'one'] },
    (known) => known && inOne(known),
  )
  editGenerationLists(client, (data) =>
    editPages(data, generationLens, (generations) => {
      const edited = generations.map(inOne)
      return edited.every((generation, index) => generation === generations[index]) ? generations : edited
    }),
  )
}

export function editGenerationLists(
  client: QueryClient,
  edit: (data: Paged<GenerationPage>) => Paged<GenerationPage>,
): void {
  client.setQueriesData<Paged<GenerationPage>>(
    { queryKey: keys.generationLists },
    (data) => data && edit(data),
  )
}

function editImageLists(
  client: QueryClient,
  edit: (data: Paged<ImagePage>, key: QueryKey) => Paged<ImagePage>,
): void {
  for (const [key, data] of client.getQueriesData<Paged<ImagePage>>({ queryKey: keys.imageLists })) {
    if (data) client.setQueryData(key, withTotal(data, edit(data, key)))
  }
}

// Each page carries the total of the whole list, which moves with what was added and taken away.
function withTotal(before: Paged<ImagePage>, after: Paged<ImagePage>): Paged<ImagePage> {
  const difference = count(after) - count(before)
  if (difference === 0) return after
  return { ...after, pages: after.pages.map((page) => ({ ...page, total: page.total + difference })) }
}

function count(data: Paged<ImagePage>): number {
  return data.pages.reduce((sum, page) => sum + page.images.length, 0)
}

function isListed(client: QueryClient, id: GenerationId): boolean {
  return client
    .getQueriesData<Paged<GenerationPage>>({ queryKey: keys.generationLists })
    .some(([, data]) => data && has(data, id, generationLens))
}

export function belongs(image: Image, filters: ImageFilters): boolean {
  return image.deletedAt === null && (!filters.favourites || image.favouritedAt !== null)
}
