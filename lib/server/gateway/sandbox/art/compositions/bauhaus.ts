/** A wall of tiles: quarter circles, halves, stripes and dots in a strict grid. */
import type { Colour } from '../colour.ts'
import { circle, type Drawing, n, path, rect, type Stage, times } from '../stage.ts'

type Tile = { x: number; y: number; side: number; fore: Colour; back: Colour; accent: Colour }
type Motif = (tile: Tile) => string

export function bauhaus(stage: Stage): Drawing {
  const { width, height, random, palette } = stage
  const columns = random.pick([3, 4, 4, 5, 6])
  const side = width / columns
  const rows = Math.ceil(height / side)
  const colours = [palette.ground, palette.ink, ...palette.hues]
  const taken = new Set<string>()
  const drawn: string[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(`${column} ${row}`)) continue
      const span =
        random.chance(0.16) && column < columns - 1 && row < rows - 1 && free(taken, column, row) ? 2 : 1
      for (const at of times(span * span, (index) => index))
        taken.add(`${column + (at % span)} ${row + Math.floor(at / span)}`)
      const [fore = palette.ink, back = palette.ground, accent = palette.hues[0]] = pickColours(
        stage,
        colours,
      )
      const tile = { x: column * side, y: row * side, side: side * span, fore, back, accent }
      drawn.push(
        `${rect({ x: tile.x, y: tile.y, width: tile.side + 0.5, height: tile.side + 0.5 }, back)}${turned(tile, random.integer(4), random.pick(motifs)(tile))}`,
      )
    }
  }
  return { body: drawn.join(''), quiet: undefined, grain: 0.75 }
}

function free(taken: ReadonlySet<string>, column: number, row: number): boolean {
  return (
    !taken.has(`${column + 1} ${row}`) &&
    !taken.has(`${column} ${row + 1}`) &&
    !taken.has(`${column + 1} ${row + 1}`)
  )
}

/** The ground is most often the back, so that the wall can breathe. */
function pickColours({ random, palette }: Stage, colours: readonly Colour[]): Colour[] {
  const [first = palette.ink, second = palette.ground, ...rest] = random.shuffle(colours)
  return random.chance(0.45) && first !== palette.ground
    ? [first, palette.ground, second === palette.ground ? (rest[0] ?? first) : second]
    : [first, second, rest[0] ?? first]
}

function turned({ x, y, side }: Tile, quarters: number, motif: string): string {
  return `<g transform="rotate(${quarters * 90} ${n(x + side / 2)} ${n(y + side / 2)})">${motif}</g>`
}

const quarter = (x: number, y: number, r: number) =>
  `M${n(x)} ${n(y)}H${n(x + r)}A${n(r)} ${n(r)} 0 0 1 ${n(x)} ${n(y + r)}Z`

const motifs: [Motif, ...Motif[]] = [
  ({ x, y, side, fore }) => path(quarter(x, y, side), fore),
  ({ x, y, side, fore, accent }) => path(quarter(x, y, side), fore) + path(quarter(x, y, side / 2), accent),
  ({ x, y, side, fore }) => circle({ x: x + side / 2, y: y + side / 2, r: side / 2 }, fore),
  ({ x, y, side, fore, accent }) =>
    circle({ x: x + side / 2, y: y + side / 2, r: side / 2 }, fore) +
    circle({ x: x + side / 2, y: y + side / 2, r: side / 4.6 }, accent),
  ({ x, y, side, fore }) =>
    path(`M${n(x)} ${n(y)}H${n(x + side)}A${n(side / 2)} ${n(side / 2)} 0 0 1 ${n(x)} ${n(y)}Z`, fore),
  ({ x, y, side, fore, accent }) =>
    path(`M${n(x)} ${n(y)}H${n(x + side)}A${n(side / 2)} ${n(side / 2)} 0 0 1 ${n(x)} ${n(y)}Z`, fore) +
    path(
      `M${n(x)} ${n(y + side / 2)}H${n(x + side)}A${n(side / 2)} ${n(side / 2)} 0 0 1 ${n(x)} ${n(y + side / 2)}Z`,
      accent,
    ),
  ({ x, y, side, fore }) => path(`M${n(x)} ${n(y)}H${n(x + side)}L${n(x)} ${n(y + side)}Z`, fore),
  ({ x, y, side, fore }) =>
    path(
      `M${n(x)} ${n(y + side)}A${n(side)} ${n(side)} 0 0 1 ${n(x + side)} ${n(y)}A${n(side)} ${n(side)} 0 0 1 ${n(x)} ${n(y + side)}Z`,
      fore,
    ),
  ({ x, y, side, fore }) =>
    times(5, (at) => rect({ x, y: y + (side / 5) * at, width: side, height: side / 10 }, fore)).join(''),
  ({ x, y, side, fore }) =>
    times(16, (at) =>
      circle(
        {
          x: x + (side / 4) * ((at % 4) + 0.5),
          y: y + (side / 4) * (Math.floor(at / 4) + 0.5),
          r: side / 14,
        },
        fore,
      ),
    ).join(''),
  ({ x, y, side, fore, back }) =>
    times(5, (at) => path(quarter(x, y, side * (1 - at * 0.2)), at % 2 === 0 ? fore : back)).join(''),
  ({ x, y, side, fore, accent }) =>
    path(
      `M${n(x + side / 6)} ${n(y + side)}V${n(y + side / 2)}A${n(side / 3)} ${n(side / 3)} 0 0 1 ${n(x + (side * 5) / 6)} ${n(y + side / 2)}V${n(y + side)}Z`,
      fore,
    ) +
    path(
      `M${n(x + side / 3)} ${n(y + side)}V${n(y + side * 0.56)}A${n(side / 6)} ${n(side / 6)} 0 0 1 ${n(x + (side * 2) / 3)} ${n(y + side * 0.56)}V${n(y + side)}Z`,
      accent,
    ),
  ({ x, y, side, fore, accent }) =>
    rect({ x, y, width: side / 2, height: side }, fore) +
    circle({ x: x + side / 2, y: y + side / 2, r: side / 4 }, accent),
]
