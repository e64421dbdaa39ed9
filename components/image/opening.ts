import type { Image } from '#lib/shared/image.ts'

// The picture somebody has just opened, until the router has taken note of the address: it does so in its own time,
// and the viewer should be there in the next frame.
let opening: Image['id'] | null = null
const listeners = new Set<() => void>()

function set(id: Image['id'] | null): void {
  if (id === opening) return
  opening = id
  for (const listener of listeners) listener()
}

export function startOpening(id: Image['id']): void {
  set(id)
}

/** The address says it now, or somebody went back before it did. */
export function endOpening(): void {
  set(null)
}

export function readOpening(): Image['id'] | null {
  return opening
}

export function onOpening(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
