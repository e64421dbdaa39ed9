'use client'

import { useSearchParams } from 'next/navigation'
import type { ImageFilters } from '#lib/client/keys.ts'
import { toGalleryFilters } from './gallery-filters.ts'

/** What of the gallery is shown; the address is where this is kept. */
export function useGalleryFilters(): ImageFilters {
  return toGalleryFilters(Object.fromEntries(useSearchParams()))
}

/** Only the address changes; the list follows it, and going back brings the former one. */
export function showFavourites(favourites: boolean): void {
  window.history.pushState(null, '', favourites ? '?favourites=1' : window.location.pathname)
}
