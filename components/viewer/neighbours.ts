import type { Image } from '#lib/shared/image.ts'

/** Where a picture stands in the list it was opened from. */
export type Position = {
  index: number
  /** Of the whole list; null while nobody has counted it. */
  total: number | null
  previous: Image | null
  next: Image | null
}

/** Null when the list does not have it: opened by its address, or gone since. */
export function findPosition(images: readonly Image[], id: string, total: number | null): Position | null {
  const index = images.findIndex((image) => image.id === id)
  if (index < 0) return null
  return {
    index,
    total,
    previous: images[index - 1] ?? null,
    next: images[index + 1] ?? null,
  }
}

/** The pictures of the same press, in the order they stand in the list. */
export function toSiblings(images: readonly Image[], image: Image): Image[] {
  const siblings = images.filter(({ generationId }) => generationId === image.generationId)
  return siblings.some(({ id }) => id === image.id) ? siblings : [image]
}
