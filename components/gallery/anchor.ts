import { findRow, type GalleryRow } from './gallery-rows.ts'

/** What somebody looks at: a picture, and how far the screen's top is below its row's top. */
export type Anchor = { candidates: readonly string[]; offset: number }

/** The part of the page that is seen, counted from the gallery's top: what sticks to the window's top covers `covered`. */
export type Screen = { scrolled: number; height: number; covered: number }

/**
 * The picture under focus if it is on screen, else the first row seen whole; and what would do in its place if it
 * were deleted. Null at the top of the gallery: there, what is new should come into view.
 */
export function findAnchor(
  rows: readonly GalleryRow[],
  screen: Screen,
  focusedId: string | null,
): Anchor | null {
  const { scrolled, height, covered } = screen
  if (scrolled <= 0) return null
  const isSeen = (row: GalleryRow) =>
    row.kind === 'pictures' && row.top + row.height > scrolled + covered && row.top < scrolled + height
  const focusedAt = focusedId === null ? -1 : findRow(rows, focusedId)
  const focused = rows[focusedAt]
  const isFocusSeen = focused !== undefined && isSeen(focused)
  const whole = rows.findIndex((row) => isSeen(row) && row.top >= scrolled + covered)
  const first = isFocusSeen ? focusedAt : whole >= 0 ? whole : rows.findIndex(isSeen)
  const row = rows[first]
  if (!row) return null
  const following = rows
    .slice(first, first + 8)
    .flatMap((candidate) =>
      candidate.kind === 'pictures' ? candidate.images.map(({ id }): string => id) : [],
    )
  const candidates = isFocusSeen ? following.slice(following.indexOf(focusedId ?? '')) : following
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
