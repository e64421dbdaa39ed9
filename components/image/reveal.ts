import type { Image } from '#lib/shared/image.ts'
import { findImageLink } from './image-link.tsx'

type Reveal = (image: Pick<Image, 'id'>) => void

const lists = new Set<Reveal>()

/** For lists that do not keep every tile in the page: how to bring one there. */
export function offerReveal(reveal: Reveal): () => void {
  lists.add(reveal)
  return () => {
    lists.delete(reveal)
  }
}

/** Brings a picture's tile on screen and under focus, as after looking at it large. */
export function revealImage(image: Pick<Image, 'id'>): void {
  if (lists.size > 0) {
    for (const reveal of lists) reveal(image)
    return
  }
  const tile = findImageLink(image.id)
  tile?.focus({ preventScroll: true })
  tile?.scrollIntoView({ block: 'nearest' })
}
