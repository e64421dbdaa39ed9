/** Widths of the stream, in pixels, for which columns are chosen; the style sheet picks among them by container query. */
export const streamWidths = { narrow: 360, medium: 680, wide: 1000, full: 1480 } as const
export type StreamWidth = keyof typeof streamWidths

export const tileGap = 4
/** A single picture may be this high; more than one share the width. */
export const maxTileHeight = 440

const idealHeights: Record<StreamWidth, number> = { narrow: 190, medium: 230, wide: 270, full: 320 }

// Small pictures can be opened; pictures that are too large push everything else off the screen.
const tooHigh = 1.6

/**
 * How many tiles of one shape stand side by side: as near to a comfortable height as whole columns allow, and
 * no row with a lonely last tile when another number of columns comes out even.
 */
export function toColumns(count: number, ratio: number, width: StreamWidth): number {
  let best = 1
  let bestCost = Number.POSITIVE_INFINITY
  for (let columns = 1; columns <= count; columns++) {
    const tileWidth = (streamWidths[width] - tileGap * (columns - 1)) / columns
    const height = tileWidth / ratio
    const gaps = (columns - (count % columns)) % columns
    const off = Math.log(height / idealHeights[width])
    const cost = (off > 0 ? tooHigh * off : -off) + gaps / columns
    if (cost < bestCost) {
      best = columns
      bestCost = cost
    }
  }
  return best
}
