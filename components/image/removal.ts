import type { Image } from '#lib/shared/image.ts'

// The one that was deleted last on this page, until what took its place has asked.
let removed: Image['id'] | null = null

export function noteRemoval(id: Image['id']): void {
  removed = id
}

/** True once, for what takes the place of a picture that had the focus when it was deleted: the focus is its to take. */
export function inheritsFocus(id: Image['id']): boolean {
  const isHeir = removed === id && document.activeElement === document.body
  if (removed === id) removed = null
  return isHeir
}
