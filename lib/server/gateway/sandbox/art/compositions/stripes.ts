/** Broad parallel bands that run straight, bend, and run on. */
import { type Drawing, n, rect, type Stage, stroke, times } from '../stage.ts'

type Turn = 'right' | 'left'

export function stripes(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const bands = random.pick([4, 5, 6])
  const band = Math.min(width, height) * random.between(0.055, 0.085)
  const colours = [palette.hues[0], palette.hues[1], palette.hues[2], palette.ink, ...palette.hues.slice(3)]
  const start = { x: -60, y: height * random.between(0.24, 0.62), heading: 0 }
  const turns: Turn[] = random.pick([
    ['right', 'left'],
    ['left', 'right'],
    ['right', 'right', 'right'],
    ['left', 'left', 'left', 'right'],
    ['right', 'left', 'left'],
  ])
  const inner = band * bands * 0.5 + Math.min(width, height) * random.between(0.06, 0.13)
  const run = width * random.between(0.2, 0.42)
  const drawn = times(bands, (at) => {
    const offset = (at - (bands - 1) / 2) * band
    return stroke(route(start, { turns, inner, run, offset }), {
      colour: colours[at % colours.length] ?? palette.ink,
      width: band + 0.7,
    })
  })
  const angle = random.pick([0, 0, -45, 90, 180, 30])
  const grow = angle % 90 === 0 ? 1 : 1.25
  const centre = `${n(width / 2)} ${n(height / 2)}`
  return {
    body: `${rect({ x: 0, y: 0, width, height }, palette.ground)}<g transform="translate(${centre}) rotate(${angle}) scale(${grow}) translate(${n(-width / 2)} ${n(-height / 2)})">${drawn.join('')}</g>`,
    quiet: { x: width * 0.07, y: height * 0.78, width: width * 0.86, height: height * 0.15 },
    grain: 0.8,
  }
}

type Plan = { turns: readonly Turn[]; inner: number; run: number; offset: number }

/** Straight, then a quarter turn, and so on; `offset` is to the right of the way, so that bands stay parallel. */
function route(from: { x: number; y: number; heading: number }, { turns, inner, run, offset }: Plan): string {
  let { x, y, heading } = from
  const side = () => ({ x: -Math.sin(heading), y: Math.cos(heading) })
  const at = () => `${n(x + side().x * offset)} ${n(y + side().y * offset)}`
  let d = `M${at()}`
  const ahead = (length: number) => {
    x += Math.cos(heading) * length
    y += Math.sin(heading) * length
    d += `L${at()}`
  }
  ahead(run + 60)
  for (const turn of turns) {
    const sign = turn === 'right' ? 1 : -1
    const radius = inner - sign * offset
    const centre = { x: x + side().x * sign * inner, y: y + side().y * sign * inner }
    heading += (sign * Math.PI) / 2
    x = centre.x - side().x * sign * inner
    y = centre.y - side().y * sign * inner
    d += `A${n(radius)} ${n(radius)} 0 0 ${sign > 0 ? 1 : 0} ${at()}`
    ahead(run * 0.55)
  }
  ahead(2400)
  return d
}
