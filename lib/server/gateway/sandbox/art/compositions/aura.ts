/** Light without objects: soft clouds of colour with a coarse grain, and sometimes one hard edge. */
import { mix } from '../colour.ts'
import { circle, type Drawing, glow, n, rect, type Stage, times } from '../stage.ts'

export function aura(stage: Stage): Drawing {
  return stage.random.pick([clouds, lamp, panes])(stage)
}

const soft = [
  [0, 0.98],
  [0.35, 0.82],
  [0.7, 0.25],
  [1, 0],
] as const

function clouds({ width, height, palette, random }: Stage): Drawing {
  const reach = Math.max(width, height)
  const colours = [...palette.hues, palette.hues[0]]
  const defs = colours.map((colour, at) => glow(`cloud${at}`, colour, soft)).join('')
  const spots = times(9, (at) =>
    circle(
      {
        x: random.between(-0.1, 1.1) * width,
        y: random.between(-0.1, 1.1) * height,
        r: reach * random.between(0.3, 0.62),
      },
      `url(#cloud${at % colours.length})`,
    ),
  )
  return {
    body: `<defs>${defs}</defs>${rect({ x: 0, y: 0, width, height }, mix(palette.ground, palette.hues[0], 0.25))}${spots.join('')}`,
    quiet: { x: width * 0.08, y: height * 0.7, width: width * 0.84, height: height * 0.22 },
    grain: 1.5,
  }
}

/** A disc that glows from within, ring by ring. */
function lamp({ width, height, palette, random }: Stage): Drawing {
  const [lead, second, third] = palette.hues
  const x = width / 2
  const y = height * random.between(0.44, 0.52)
  const reach = Math.min(width, height)
  const ramp = [palette.ground, lead, second, third, palette.ground]
  const discs = times(22, (at) => {
    const share = at / 21
    const place = share * (ramp.length - 1)
    const colour = mix(
      ramp[Math.floor(place)] ?? lead,
      ramp[Math.min(ramp.length - 1, Math.floor(place) + 1)] ?? lead,
      place % 1,
    )
    return circle({ x, y, r: reach * 0.62 * (1 - share) ** 0.9 + 2 }, colour)
  })
  return {
    body: discs.join(''),
    quiet: { x: width * 0.08, y: height * 0.84, width: width * 0.84, height: height * 0.1 },
    grain: 1.3,
  }
}

/** Panes of glass, each with its own fall of light. */
function panes({ width, height, palette, random }: Stage): Drawing {
  const count = random.pick([5, 7, 9, 12])
  const wide = width / count
  const colours = random.shuffle([...palette.hues, palette.ground])
  const upright = times(count, (at) => {
    const from = colours[at % colours.length] ?? palette.ground
    const to = colours[(at + 1 + random.integer(2)) % colours.length] ?? palette.ink
    const middle = random.between(0.3, 0.7)
    return `<linearGradient id="pane${at}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="${n(middle)}" stop-color="${to}"/><stop offset="1" stop-color="${mix(from, palette.ink, 0.25)}"/></linearGradient>${rect({ x: wide * at, y: 0, width: wide + 0.6, height }, `url(#pane${at})`)}`
  })
  const r = Math.min(width, height) * random.between(0.2, 0.28)
  return {
    body: `${upright.join('')}${circle({ x: width * random.between(0.35, 0.65), y: height * random.between(0.35, 0.55), r }, palette.hues[0], 'fill-opacity="0.92"')}`,
    quiet: { x: width * 0.08, y: height * 0.78, width: width * 0.84, height: height * 0.14 },
    grain: 1.3,
  }
}
