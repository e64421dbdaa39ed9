/** A justified row: pictures of one height that together fill the width to the pixel. */
export type PackedRow = { start: number; height: number; widths: number[] }

export type RowShape = {
  /** Inner width to fill, in whole pixels. */
  width: number
  /** The height rows come near to. */
  rowHeight: number
  gap: number
}

// A panorama or a strip would otherwise be a hair-thin line or own a screen of its own.
const minRatio = 1 / 3
const maxRatio = 4

/**
 * Packs ratios (width over height) into rows, in order. Each row is closed at the picture that brings its height
 * nearest to the wish; the last one, if it is not full, keeps the wished height and ends early.
 */
export function packRows(ratios: readonly number[], shape: RowShape): PackedRow[] {
  const rows: PackedRow[] = []
  let start = 0
  while (start < ratios.length) {
    const end = findRowEnd(ratios, start, shape)
    rows.push(layRow(ratios, { start, end }, shape))
    start = end
  }
  return rows
}

function clampRatio(ratio: number | undefined): number {
  return Math.min(maxRatio, Math.max(minRatio, ratio ?? 1))
}

/** Height at which `count` pictures whose ratios add up to `sum` fill the width. */
function heightFor(sum: number, count: number, { width, gap }: RowShape): number {
  return (width - gap * (count - 1)) / sum
}

function findRowEnd(ratios: readonly number[], start: number, shape: RowShape): number {
  let sum = 0
  for (let index = start; index < ratios.length; index++) {
    const count = index - start
    const without = count === 0 ? Number.POSITIVE_INFINITY : heightFor(sum, count, shape)
    sum += clampRatio(ratios[index])
    const height = heightFor(sum, count + 1, shape)
    if (height > shape.rowHeight) continue
    // The row is full. Leaving this picture out may come nearer to the wished height than taking it in.
    const isNearerWithout = without / shape.rowHeight < shape.rowHeight / Math.max(1, height)
    return isNearerWithout ? index : index + 1
  }
  return ratios.length
}

function layRow(
  ratios: readonly number[],
  { start, end }: { start: number; end: number },
  shape: RowShape,
): PackedRow {
  const own = ratios.slice(start, end).map(clampRatio)
  const sum = own.reduce((total, ratio) => total + ratio, 0)
  const full = heightFor(sum, own.length, shape)
  const isRagged = end === ratios.length && full > shape.rowHeight * 1.25
  const height = isRagged ? shape.rowHeight : full
  return { start, height: Math.round(height), widths: toWholePixels(own, { height, isRagged, shape }) }
}

/** Rounds so that the row still ends exactly at the edge: each rounding error is handed to the next picture. */
function toWholePixels(
  ratios: readonly number[],
  { height, isRagged, shape }: { height: number; isRagged: boolean; shape: RowShape },
): number[] {
  let exact = 0
  let used = 0
  const widths = ratios.map((ratio) => {
    exact += ratio * height
    const width = Math.max(1, Math.round(exact) - used)
    used += width
    return width
  })
  const rest = shape.width - shape.gap * (ratios.length - 1) - used
  const last = widths.length - 1
  if (!isRagged && rest !== 0) widths[last] = Math.max(1, (widths[last] ?? 0) + rest)
  return widths
}
