/** Small things that other pictures borrow. */
import type { Colour } from '../colour.ts'
import { circle, glow, n, path, rect, type Stage, times } from '../stage.ts'

type Tower = { x: number; foot: number; tall: number; dark: Colour; light: Colour; accent: Colour }

/** On its rock, with its beam. */
export function lighthouse(stage: Stage, { x, foot, tall, dark, light, accent }: Tower): string {
  const base = tall * 0.13
  const top = tall * 0.085
  const head = foot - tall
  const edge = (at: number) => base + (top - base) * at
  const body = `M${n(x - base)} ${n(foot)}L${n(x - top)} ${n(head)}H${n(x + top)}L${n(x + base)} ${n(foot)}Z`
  const bands = times(3, (at) => {
    const from = 0.12 + at * 0.3
    const to = from + 0.15
    return path(
      `M${n(x - edge(from))} ${n(foot - tall * from)}L${n(x - edge(to))} ${n(foot - tall * to)}H${n(x + edge(to))}L${n(x + edge(from))} ${n(foot - tall * from)}Z`,
      accent,
    )
  })
  const shade = path(
    `M${n(x)} ${n(foot)}V${n(head)}H${n(x + top)}L${n(x + base)} ${n(foot)}Z`,
    dark,
    'fill-opacity="0.28"',
  )
  const lamp = tall * 0.1
  const beam = `M${n(x)} ${n(head - lamp / 2)}L${n(-40)} ${n(head - lamp * 2.6)}L${n(-40)} ${n(head + lamp * 1.3)}Z`
  const rock = headland(stage, { x, foot, tall, base })
  return [
    `<defs><linearGradient id="beam" x1="1" y1="0" x2="0" y2="0"><stop offset="0" stop-color="${light}" stop-opacity="0.75"/><stop offset="0.8" stop-color="${light}" stop-opacity="0"/></linearGradient>${glow(
      'lamp',
      light,
      [
        [0, 0.9],
        [1, 0],
      ],
    )}</defs>`,
    path(beam, 'url(#beam)'),
    path(rock, dark),
    path(body, light),
    ...bands,
    shade,
    rect({ x: x - top * 1.5, y: head - 5, width: top * 3, height: 7 }, dark),
    rect({ x: x - top * 0.72, y: head - lamp, width: top * 1.44, height: lamp }, light),
    rect(
      { x: x - top * 0.72, y: head - lamp, width: top * 1.44, height: lamp },
      accent,
      'fill-opacity="0.35"',
    ),
    path(`M${n(x - top)} ${n(head - lamp)}A${n(top)} ${n(top)} 0 0 1 ${n(x + top)} ${n(head - lamp)}Z`, dark),
    rect({ x: x - 1.5, y: head - lamp - top - 12, width: 3, height: 16 }, dark),
    circle({ x, y: head - lamp / 2, r: lamp * stage.random.between(1.6, 2.1) }, 'url(#lamp)'),
    rect({ x: x - 5, y: foot - tall * 0.52, width: 9, height: 15 }, dark, 'rx="4.5"'),
  ].join('')
}

type Boat = { x: number; y: number; tall: number; hull: Colour; sail: Colour; second: Colour }

export function sailboat({ x, y, tall, hull, sail, second }: Boat): string {
  const half = tall * 0.42
  return [
    path(
      `M${n(x - half)} ${n(y)}H${n(x + half)}L${n(x + half * 0.62)} ${n(y + tall * 0.16)}H${n(x - half * 0.66)}Z`,
      hull,
    ),
    rect({ x: x - 1.3, y: y - tall, width: 2.6, height: tall }, hull),
    path(
      `M${n(x + 5)} ${n(y - tall * 0.97)}Q${n(x + half * 1.05)} ${n(y - tall * 0.4)} ${n(x + half * 0.86)} ${n(y - 8)}H${n(x + 5)}Z`,
      sail,
    ),
    path(
      `M${n(x - 5)} ${n(y - tall * 0.86)}Q${n(x - half * 0.9)} ${n(y - tall * 0.34)} ${n(x - half * 0.72)} ${n(y - 8)}H${n(x - 5)}Z`,
      second,
    ),
  ].join('')
}

type House = { x: number; foot: number; tall: number; wall: Colour; roof: Colour; light: Colour }

/** A gable, a chimney, and somebody at home. */
export function cabin({ x, foot, tall, wall, roof, light }: House): string {
  const half = tall * 0.62
  const eaves = foot - tall * 0.5
  return [
    rect({ x: x + half * 0.4, y: foot - tall * 1.02, width: tall * 0.13, height: tall * 0.4 }, roof),
    path(
      `M${n(x - half)} ${n(foot)}V${n(eaves)}L${n(x)} ${n(foot - tall)}L${n(x + half)} ${n(eaves)}V${n(foot)}Z`,
      wall,
    ),
    path(
      `M${n(x - half * 1.22)} ${n(eaves + tall * 0.08)}L${n(x)} ${n(foot - tall * 1.1)}L${n(x + half * 1.22)} ${n(eaves + tall * 0.08)}L${n(x + half * 1.1)} ${n(eaves + tall * 0.16)}L${n(x)} ${n(foot - tall * 0.92)}L${n(x - half * 1.1)} ${n(eaves + tall * 0.16)}Z`,
      roof,
    ),
    rect({ x: x - half * 0.62, y: foot - tall * 0.42, width: tall * 0.26, height: tall * 0.2 }, light),
    rect({ x: x + half * 0.2, y: foot - tall * 0.42, width: tall * 0.2, height: tall * 0.42 }, roof),
  ].join('')
}

type Rock = { x: number; foot: number; tall: number; base: number }

function headland({ width, height }: Stage, { x, foot, tall, base }: Rock): string {
  return `M${n(x - base * 6)} ${n(height + 10)}C${n(x - base * 4)} ${n(foot + tall * 0.34)} ${n(x - base * 4.2)} ${n(foot + tall * 0.2)} ${n(x - base * 2.8)} ${n(foot + tall * 0.12)}C${n(x - base * 2.2)} ${n(foot + tall * 0.02)} ${n(x - base * 1.9)} ${n(foot - tall * 0.02)} ${n(x - base * 1.1)} ${n(foot - tall * 0.03)}H${n(x + base * 1.3)}C${n(x + base * 2.2)} ${n(foot)} ${n(x + base * 2.6)} ${n(foot + tall * 0.1)} ${n(x + base * 4)} ${n(foot + tall * 0.12)}S${n(x + base * 6)} ${n(foot + tall * 0.22)} ${n(width + 60)} ${n(foot + tall * 0.2)}V${n(height + 10)}Z`
}

/** A house instead of the tower. */
export function cottage(stage: Stage, { x, foot, tall, dark, light, accent }: Tower): string {
  const base = tall * 0.13
  const house = { x, foot, tall: tall * 0.34, wall: light, roof: accent, light: dark }
  return path(headland(stage, { x, foot, tall, base }), dark) + cabin(house)
}
