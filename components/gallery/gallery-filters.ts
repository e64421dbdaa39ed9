import type { ImageFilters } from '#lib/client/keys.ts'
import { ImageQuery } from '#lib/shared/image.ts'

/** What of the gallery an address asks for; what it does not understand it shows all of. */
export function toGalleryFilters(search: Record<string, string | string[] | undefined>): ImageFilters {
  const parsed = ImageQuery.safeParse({ favourites: search.favourites })
  return parsed.success && parsed.data.favourites ? { favourites: true } : {}
}
