import type { GalleryRow, PictureRow } from './gallery-rows.ts'

/** Keys that move the focus, by their names in `KeyboardEvent.key`. */
const moves = {
  ArrowLeft: (at: Place) => at.index - 1,
  ArrowRight: (at: Place) => at.index + 1,
  ArrowUp: (at: Place) => inRow(at, -1),
  ArrowDown: (at: Place) => inRow(at, 1),
  PageUp: (at: Place) => inRow(at, -at.page),
  PageDown: (at: Place) => inRow(at, at.page),
  Home: () => 0,
  End: (at: Place) => at.count - 1,
} as const

type Place = { rows: readonly PictureRow[]; index: number; count: number; page: number }

/** The picture a key leads to; null when the key is none of those, or leads nowhere. */
export function moveFocus(
  rows: readonly GalleryRow[],
  index: number,
  { key, pageHeight }: { key: string; pageHeight: number },
): number | null {
  if (!Object.hasOwn(moves, key)) return null
  const pictures = rows.filter((row) => row.kind === 'pictures')
  const count = pictures.reduce((sum, row) => sum + row.images.length, 0)
  const height = pictures[0]?.height ?? 1
  const page = Math.max(1, Math.floor(pageHeight / height))
  const to = moves[key as keyof typeof moves]({ rows: pictures, index, count, page })
  const inside = Math.min(count - 1, Math.max(0, to))
  return inside === index || count === 0 ? null : inside
}

/** The picture of another row that lies nearest below or above the middle of this one. */
function inRow({ rows, index, count }: Place, by: number): number {
  const at = rows.findIndex((row) => index >= row.start && index < row.start + row.images.length)
  const from = rows[at]
  const to = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
  if (!from || !to) return 0
  if (to === from) return by < 0 ? 0 : count - 1
  const x = middleOf(from, index - from.start)
  const distances = to.widths.map((_, column) => Math.abs(middleOf(to, column) - x))
  return to.start + distances.indexOf(Math.min(...distances))
}

function middleOf(row: PictureRow, column: number): number {
  const before = row.widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  return before + (row.widths[column] ?? 0) / 2
}
