import type { QueryKey } from '@tanstack/react-query'
import type { GenerationId, ImageId } from '#lib/shared/ids.ts'

export type ImageFilters = { favourites?: boolean }

/** Every key of the cache that live events write to, in one place. */
export const keys = {
  generations: ['generations'] as const,
  generationLists: ['generations', 'list'] as const,
  generation: (id: GenerationId) => ['generations', 'one', id] as const,
  images: ['images'] as const,
  imageLists: ['images', 'list'] as const,
  imageList: (filters: ImageFilters) =>
    ['images', 'list', filters.favourites ? 'favourites' : 'all'] as const,
  image: (id: ImageId) => ['images', 'one', id] as const,
  requestGeneration: ['request-generation'] as const,
}

export function filtersOfKey(key: QueryKey): ImageFilters {
  return { favourites: key[keys.imageLists.length] === 'favourites' }
}
