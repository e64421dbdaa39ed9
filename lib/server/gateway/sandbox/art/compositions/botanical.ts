/** Leaves: a branch before a sun, cut-outs on fields of colour, a bunch in a vase. */

import type { Random } from '../../random.ts'
import { type Colour, mix } from '../colour.ts'
import { coolest, warmest } from '../palette.ts'
import {
  circle,
  curve,
  type Drawing,
  n,
  type Point,
  path,
  rect,
  type Stage,
  stroke,
  times,
} from '../stage.ts'

export function botanical(stage: Stage): Drawing {
  const { words } = stage.reading
  if (words.has('vase') || words.has('bouquet')) return bunch(stage)
  return stage.random.pick([branch, cutouts, bunch, branch])(stage)
}

/** One tall plant, its leaves in pairs. */
function branch(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const { ink, ground } = palette
  const green = coolest(palette)
  const sun = warmest(palette)
  const lean = random.between(-0.14, 0.14) * width
  const plants = times(random.pick([1, 2, 3]), (at) => {
    const x = width * (0.5 + (at === 0 ? 0 : at === 1 ? -0.27 : 0.27)) - lean / 2
    const tall = height * (at === 0 ? random.between(0.72, 0.86) : random.between(0.42, 0.62))
    const colour = at === 0 ? mix(green, ink, 0.25) : mix(green, at === 1 ? sun : ground, 0.35)
    return plant(random, {
      x,
      foot: height + 20,
      tall,
      lean: lean * (at === 1 ? -1 : 1),
      colour,
      vein: mix(colour, ground, 0.35),
    })
  })
  const r = Math.min(width, height) * random.between(0.2, 0.3)
  return {
    body:
      circle({ x: width * random.between(0.34, 0.66), y: height * random.between(0.3, 0.42), r }, sun) +
      plants.reverse().join(''),
    quiet: { x: width * 0.07, y: height * 0.07, width: width * 0.86, height: height * 0.14 },
    grain: 0.85,
  }
}

type Plant = { x: number; foot: number; tall: number; lean: number; colour: Colour; vein: Colour }

export function plant(random: Random, { x, foot, tall, lean, colour, vein }: Plant): string {
  const pairs = 5 + random.integer(4)
  const spine = (share: number): Point => [x + lean * share ** 1.6, foot - tall * share]
  const stem = stroke(
    curve(times(9, (at) => spine(at / 8))),
    { colour, width: Math.max(3, tall * 0.008) },
    'stroke-linecap="round"',
  )
  const plump = random.between(0.26, 0.46)
  const rise = random.between(38, 62)
  const leaves = times(pairs, (at) => {
    const share = 0.2 + (0.74 * at) / (pairs - 1)
    const [px, py] = spine(share)
    const long = tall * (0.3 - 0.17 * share) * random.between(0.9, 1.1)
    return [-1, 1]
      .map((side) =>
        leaf({ x: px, y: py, long, turn: side * (rise + 22 * (1 - share)), plump, colour, vein }),
      )
      .join('')
  })
  const [tx, ty] = spine(0.97)
  return (
    stem + leaves.join('') + leaf({ x: tx, y: ty, long: tall * 0.15, turn: lean * 0.12, plump, colour, vein })
  )
}

type Leaf = { x: number; y: number; long: number; turn: number; plump: number; colour: Colour; vein: Colour }

export function leaf({ x, y, long, turn, plump, colour, vein }: Leaf): string {
  const wide = long * plump
  const half = (side: number) =>
    `C${n(side * wide)} ${n(-long * 0.25)} ${n(side * wide * 0.8)} ${n(-long * 0.8)} 0 ${n(-long)}`
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})">${path(`M0 0${half(1)}C${n(-wide * 0.8)} ${n(-long * 0.8)} ${n(-wide)} ${n(-long * 0.25)} 0 0Z`, colour)}${path(`M0 0${half(1)}L0 0Z`, vein, 'fill-opacity="0.35"')}</g>`
}

/** After Matisse's scissors. */
function cutouts({ width, height, palette, random }: Stage): Drawing {
  const { hues, ink, ground } = palette
  const colours = random.shuffle([ground, ...hues, mix(hues[0], ground, 0.5)])
  const columns = random.pick([2, 3])
  const rows = Math.max(2, Math.round((columns * height) / width))
  const w = width / columns
  const h = height / rows
  const fields = times(columns * rows, (at) => {
    const box = { x: (at % columns) * w, y: Math.floor(at / columns) * h, width: w + 0.5, height: h + 0.5 }
    const back = colours[(at * 2 + Math.floor(at / columns)) % colours.length] ?? ground
    const fore = [ink, ...hues, ground].filter((colour) => colour !== back)[(at * 3 + 1) % 4] ?? ink
    const turn = random.between(-35, 35)
    return (
      rect(box, back) +
      `<g transform="translate(${n(box.x + w / 2)} ${n(box.y + h / 2)}) rotate(${n(turn)})">${frond(random, { long: Math.min(w, h) * 0.8, colour: fore })}</g>`
    )
  })
  return { body: fields.join(''), grain: 0.8 }
}

/** A leaf with rounded fingers, as seaweed has. */
function frond(random: Random, { long, colour }: { long: number; colour: Colour }): string {
  const fingers = 4 + random.integer(3)
  const thick = long * random.between(0.05, 0.075)
  const drawn = times(fingers, (at) => {
    const y = long * 0.4 - (long * 0.78 * at) / (fingers - 1)
    const reach = long * (0.42 - Math.abs(at / (fingers - 1) - 0.4) * 0.32)
    return [-1, 1]
      .map(
        (side) =>
          `M0 ${n(y)}Q${n(side * reach * 0.6)} ${n(y + thick * 0.4)} ${n(side * reach)} ${n(y - reach * 0.55)}`,
      )
      .join('')
  })
  return stroke(
    `M0 ${n(long * 0.48)}V${n(-long * 0.42)}${drawn.join('')}`,
    { colour, width: thick * 2 },
    'stroke-linecap="round" stroke-linejoin="round"',
  )
}

function bunch(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const { hues, ink, ground } = palette
  const table = height * 0.82
  const x = width / 2
  const tall = height * 0.34
  const stems = times(7 + random.integer(3), (at) => {
    const angle = -0.72 + (1.44 * (at + 0.5)) / 8
    const long = height * random.between(0.26, 0.4)
    const tip = { x: x + Math.sin(angle) * long * 0.9, y: table - tall * 0.86 - Math.cos(angle) * long }
    const line = stroke(
      `M${n(x + angle * 14)} ${n(table - tall * 0.8)}Q${n(x + angle * 30)} ${n((table - tall + tip.y) / 2)} ${n(tip.x)} ${n(tip.y)}`,
      { colour: mix(coolest(palette), ink, 0.4), width: 4 },
    )
    return (
      line +
      (at % 3 === 1
        ? leafy(random, { ...tip, angle, palette })
        : bloom(random, {
            ...tip,
            r: random.between(46, 82),
            colours: [hues[at % hues.length] ?? hues[0], ink, ground],
          }))
    )
  })
  const w = tall * random.between(0.32, 0.42)
  const vase = `M${n(x - w * 0.5)} ${n(table - tall)}H${n(x + w * 0.5)}C${n(x + w * 0.4)} ${n(table - tall * 0.7)} ${n(x + w * 1.25)} ${n(table - tall * 0.6)} ${n(x + w)} ${n(table - tall * 0.25)}Q${n(x + w * 0.8)} ${n(table)} ${n(x + w * 0.55)} ${n(table)}H${n(x - w * 0.55)}Q${n(x - w * 0.8)} ${n(table)} ${n(x - w)} ${n(table - tall * 0.25)}C${n(x - w * 1.25)} ${n(table - tall * 0.6)} ${n(x - w * 0.4)} ${n(table - tall * 0.7)} ${n(x - w * 0.5)} ${n(table - tall)}Z`
  return {
    body: [
      rect({ x: 0, y: table - 18, width, height: height - table + 18 }, mix(hues[1], ground, 0.25)),
      `<ellipse cx="${n(x + w * 0.5)}" cy="${n(table)}" rx="${n(w * 1.7)}" ry="12" fill="${ink}" fill-opacity="0.25"/>`,
      ...stems,
      path(vase, hues[0]),
      `<clipPath id="vase"><path d="${vase}"/></clipPath><g clip-path="url(#vase)">${rect({ x: x + w * 0.12, y: table - tall - 5, width: w * 2, height: tall + 10 }, ink, 'fill-opacity="0.16"')}${rect({ x: x - w * 2, y: table - tall * 0.5, width: w * 4, height: tall * 0.09 }, ground)}</g>`,
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.05, width: width * 0.86, height: height * 0.12 },
    grain: 0.85,
  }
}

function bloom(
  random: Random,
  { x, y, r, colours }: { x: number; y: number; r: number; colours: Colour[] },
): string {
  const [petal = '#ffffff', heart = '#000000', light = '#ffffff'] = colours
  const count = random.pick([5, 7, 9, 12])
  const petals = times(
    count,
    (at) =>
      `<g transform="rotate(${n((360 / count) * at)})"><ellipse cx="0" cy="${n(-r * 0.62)}" rx="${n((r * 2.1) / count + r * 0.08)}" ry="${n(r * 0.44)}" fill="${petal}"/></g>`,
  )
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${random.integer(60)})">${petals.join('')}${circle({ x: 0, y: 0, r: r * 0.3 }, heart)}${circle({ x: 0, y: 0, r: r * 0.13 }, light)}</g>`
}

function leafy(
  random: Random,
  { x, y, angle, palette }: { x: number; y: number; angle: number; palette: Stage['palette'] },
): string {
  const colour = mix(coolest(palette), palette.ink, 0.3)
  const turn = (angle * 180) / Math.PI
  return times(5, (at) => {
    const back = at * 26
    const side = at % 2 === 0 ? 1 : -1
    return leaf({
      x: x - Math.sin(angle) * back,
      y: y + Math.cos(angle) * back,
      long: 62,
      turn: turn + side * random.between(35, 55),
      plump: 0.34,
      colour,
      vein: palette.ground,
    })
  }).join('')
}
