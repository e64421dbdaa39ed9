import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { ImageId } from '#lib/shared/ids.ts'
import { Image, ImagePage } from '#lib/shared/image.ts'
import type { LiveEvent } from '#lib/shared/live.ts'
import { call, Nothing } from './api.ts'
import { readWithEvents } from './catch-up.ts'
import { type ImageFilters, keys } from './keys.ts'
import { belongs, imageLens, showImage } from './live-cache.ts'
import { drop, place, replace } from './paged.ts'
import { type HeldWish, holdWish, withWishes } from './wishes.ts'

/** The gallery, newest first, page by page. */
export function imagesQuery(filters: ImageFilters = {}) {
  return infiniteQueryOptions({
    queryKey: keys.imageList(filters),
    initialPageParam: null as string | null,
    queryFn: async ({ client, pageParam, signal }) =>
      withWishesOnPage(
        client,
        filters,
        await readWithEvents(
          client,
          () => call(ImagePage, listPath(filters, pageParam), { signal }),
          (page, event) => mergeIntoPage(page, event, pageParam === null),
        ),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function imageQuery(id: ImageId) {
  return queryOptions({
    queryKey: keys.image(id),
    queryFn: async ({ client, signal }) =>
      withWishes(
        client,
        await readWithEvents(
          client,
          () => call(Image, `/api/images/${id}`, { signal }),
          (image, event) => (event.kind === 'image' && event.image.id === id ? event.image : image),
        ),
      ),
  })
}

// One after the other: two wishes about one image must reach the server in the order they were made.
const scope = { id: 'images' }

export function useFavourite() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: ({ image, favourite }: { image: Image; favourite: boolean }) =>
      call(Image, `/api/images/${image.id}`, { method: 'PATCH', body: { favourite } }),
    onMutate: ({ image, favourite }) =>
      wishFor(client, image, { favouritedAt: favourite ? new Date().toISOString() : null }),
    onSuccess: (image, _wish, wished) => showImage(client, wished.confirm(image)),
    onError: (_error, _wish, wished) => wished && showImage(client, wished.withdraw()),
  })
}

/** Into the trash: out of sight at once, back with `useRestoreImage`. */
export function useDeleteImage() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: (image: Image) => call(Nothing, `/api/images/${image.id}`, { method: 'DELETE' }),
    onMutate: (image) => wishFor(client, image, { deletedAt: new Date().toISOString() }),
    onSuccess: (_nothing, image, wished) =>
      showImage(client, wished.confirm({ ...image, deletedAt: new Date().toISOString() })),
    onError: (_error, _image, wished) => wished && showImage(client, wished.withdraw()),
  })
}

export function useRestoreImage() {
  const client = useQueryClient()
  return useMutation({
    scope,
    mutationFn: (image: Image) => call(Image, `/api/images/${image.id}/restoration`, { method: 'PUT' }),
    onMutate: (image) => wishFor(client, image, { deletedAt: null }),
    onSuccess: (image, _image, wished) => showImage(client, wished.confirm(image)),
    onError: (_error, _image, wished) => wished && showImage(client, wished.withdraw()),
  })
}

/** Shows the wish at once; the server's answer confirms it, a refusal withdraws it. */
function wishFor(client: QueryClient, image: Image, patch: Partial<Image>): HeldWish<Image> {
  const wish = holdWish(client, image, patch)
  showImage(client, { ...image, ...patch })
  return wish
}

function listPath(filters: ImageFilters, before: string | null): string {
  const search = new URLSearchParams()
  if (filters.favourites) search.set('favourites', '1')
  if (before !== null) search.set('before', before)
  return `/api/images?${search}`
}

function withWishesOnPage(client: QueryClient, filters: ImageFilters, page: ImagePage): ImagePage {
  const images = page.images
    .map((image) => withWishes(client, image))
    .filter((image) => belongs(image, filters))
  return { ...page, images }
}

// Newcomers belong on the first page only; the others are corrected in place.
function mergeIntoPage(page: ImagePage, event: LiveEvent, isFirst: boolean): ImagePage {
  const data = { pages: [page], pageParams: [null] }
  if (event.kind === 'image-removed') return drop(data, event.id, imageLens).pages[0] ?? page
  if (event.kind !== 'image') return page
  const { image } = event
  const merged = isFirst
    ? place(data, image, imageLens)
    : replace(data, { id: image.id, item: image }, imageLens)
  return merged.pages[0] ?? page
}
