import { findRow, type GalleryRow } from './gallery-rows.ts'

/** What somebody looks at: a picture, and how far its row's top is above the top of the screen. */
export type Anchor = { candidates: readonly string[]; offset: number }

/**
 * The first row on screen, and those that would do in its place if its pictures were deleted. Null at the top of the
 * gallery: there, what is new should come into view.
 */
export function findAnchor(rows: readonly GalleryRow[], scrolled: number): Anchor | null {
  if (scrolled <= 0) return null
  const first = rows.findIndex((row) => row.kind === 'pictures' && row.top + row.height > scrolled)
  const row = rows[first]
  if (!row) return null
  const candidates = rows
    .slice(first, first + 8)
    .flatMap((candidate) => (candidate.kind === 'pictures' ? candidate.images.map(({ id }) => id) : []))
  return { candidates, offset: scrolled - row.top }
}

/** Where to scroll so that the anchor stands where it stood; null when nothing of it is left. */
export function toScroll(rows: readonly GalleryRow[], { candidates, offset }: Anchor): number | null {
  for (const id of candidates) {
    const row = rows[findRow(rows, id)]
    if (row) return Math.max(0, row.top + Math.min(offset, row.height - 1))
  }
  return null
}
