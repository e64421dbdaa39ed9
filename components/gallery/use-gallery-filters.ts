'use client'

import { useSearchParams } from 'next/navigation'
import type { ImageFilters } from '#lib/client/keys.ts'
import { ImageQuery } from '#lib/shared/image.ts'

/** What of the gallery is shown; the address is where this is kept. */
export function useGalleryFilters(): ImageFilters {
  return toGalleryFilters(Object.fromEntries(useSearchParams()))
}

/** The same on the server, where the address comes with the request. */
export function toGalleryFilters(search: Record<string, string | string[] | undefined>): ImageFilters {
  const parsed = ImageQuery.safeParse({ favourites: search.favourites })
  return parsed.success && parsed.data.favourites ? { favourites: true } : {}
}

/** Only the address changes; the list follows it, and going back brings the former one. */
export function showFavourites(favourites: boolean): void {
  window.history.pushState(null, '', favourites ? '?favourites=1' : window.location.pathname)
}
