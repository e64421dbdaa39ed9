/** A tile's place on the page. */
export type Box = { left: number; top: number; width: number; height: number }

/** The tile an arrow leads to: the next in order, or the nearest of the row above or below. Null when there is none. */
export function findStep(boxes: readonly Box[], index: number, key: string): number | null {
  const from = boxes[index]
  if (!from) return null
  if (key === 'ArrowRight') return index + 1 < boxes.length ? index + 1 : null
  if (key === 'ArrowLeft') return index > 0 ? index - 1 : null
  if (key === 'ArrowDown') return nearest(boxes, from, (box) => box.top >= from.top + from.height)
  if (key === 'ArrowUp') return nearest(boxes, from, (box) => box.top + box.height <= from.top)
  return null
}

// First the nearest row, then in it the tile whose middle is nearest.
function nearest(boxes: readonly Box[], from: Box, isThere: (box: Box) => boolean): number | null {
  let best: number | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  boxes.forEach((box, index) => {
    if (!isThere(box)) return
    const rowsApart = Math.abs(box.top - from.top)
    const aside = Math.abs(box.left + box.width / 2 - from.left - from.width / 2)
    const distance = rowsApart * 10_000 + aside
    if (distance < bestDistance) {
      best = index
      bestDistance = distance
    }
  })
  return best
}
