/** Things on a table, by a window's light. */
import { type Colour, mix } from '../colour.ts'
import { coolest, deepest, lightest, warmest } from '../palette.ts'
import { circle, type Drawing, n, path, rect, type Stage, times } from '../stage.ts'
import { letteringOf } from '../title.ts'
import { cup, labelled, type Place, things } from './things.ts'

export function stillLife(stage: Stage): Drawing {
  const { width, height, palette, random, reading } = stage
  const table = height * random.between(0.66, 0.74)
  const wall = mix(palette.ground, palette.hues[1], 0.16)
  const board = mix(palette.hues[1], palette.ground, 0.3)
  const deep = deepest(palette)
  const label = letteringOf(stage)[0]
  const named = askedThings(reading.words)
  // Words on a thing belong on its label.
  const isLabelled =
    label !== undefined && named.length <= 1 && labels.some((word) => reading.words.has(word))
  const asked = isLabelled && !['bottle', 'tin'].includes(named[0] ?? '') ? ['tin'] : named
  const others = random.shuffle(Object.keys(things).filter((name) => !(name in twins)))
  const count = asked.length > 0 ? asked.length : random.pick([3, 4, 5])
  const cast = random.shuffle([...asked, ...others].slice(0, count))
  const short = Math.min(width, height)
  const size = short * (count === 1 ? 0.68 : count === 2 ? 0.56 : 0.46)
  const colours = random.shuffle([
    palette.hues[0],
    palette.hues[2],
    warmest(palette),
    coolest(palette),
    lightest(palette),
  ])
  const placed = cast.map((name, at) => {
    const thing = things[name] ?? cup
    const colour = colours[at % colours.length] ?? palette.hues[0]
    const x = width * (0.5 + (count === 1 ? 0 : ((at + 0.5) / count - 0.5) * 0.8))
    const foot = table + short * (0.07 + (at % 2) * 0.055)
    const place = {
      x,
      foot,
      size: size * random.between(0.9, 1.1),
      colour,
      shade: mix(colour, deep, 0.3),
      accent: colours[(at + 1) % colours.length] ?? palette.ground,
    }
    const print = isLabelled
      ? labelled(place, { text: label, ink: palette.ink, paper: lightest(palette), isTin: name === 'tin' })
      : ''
    return { foot, svg: shadow(place, deep) + thing(place) + print }
  })
  return {
    body: [
      rect({ x: 0, y: 0, width, height }, wall),
      windowLight(stage, table),
      rect({ x: 0, y: table, width, height: height - table }, board),
      rect({ x: 0, y: table, width, height: 7 }, mix(board, deep, 0.18)),
      ...placed.sort((one, other) => one.foot - other.foot).map(({ svg }) => svg),
    ].join(''),
    isSet: isLabelled,
    quiet: { x: width * 0.07, y: height * 0.05, width: width * 0.86, height: height * 0.13 },
    grain: 0.9,
  }
}

const labels = [
  'label',
  'packaging',
  'package',
  'tin',
  'can',
  'jar',
  'bottle',
  'product',
  'perfume',
  'brand',
  'branding',
]

/** Other words for the same thing. */
const twins: Readonly<Record<string, string>> = {
  coffee: 'cup',
  tea: 'cup',
  mug: 'cup',
  perfume: 'bottle',
  wine: 'bottle',
  orange: 'fruit',
}

function askedThings(words: ReadonlySet<string>): string[] {
  const named = Object.keys(things).filter((name) => words.has(name))
  return named.filter((name) => !named.some((other) => twins[other] === name))
}

function windowLight({ width, height, palette, random }: Stage, table: number): string {
  const light = mix(palette.ground, lightest(palette), 0.8)
  const kind = random.integer(3)
  if (kind === 0) {
    const r = width * random.between(0.22, 0.3)
    const x = width * random.between(0.35, 0.65)
    return path(
      `M${n(x - r)} ${n(table)}V${n(table - height * 0.3)}a${n(r)} ${n(r)} 0 0 1 ${n(r * 2)} 0V${n(table)}Z`,
      mix(warmest(palette), palette.ground, 0.35),
    )
  }
  if (kind === 1) {
    return times(2, (at) => {
      const x = width * (0.12 + at * 0.2)
      return path(
        `M${n(x)} ${n(height * 0.08)}h${n(width * 0.16)}l${n(width * 0.24)} ${n(table - height * 0.08)}h${n(-width * 0.16)}Z`,
        light,
        'fill-opacity="0.55"',
      )
    }).join('')
  }
  return circle(
    { x: width * random.between(0.3, 0.7), y: table * 0.5, r: Math.min(width, height) * 0.24 },
    mix(palette.hues[0], palette.ground, 0.25),
  )
}

function shadow({ x, foot, size }: Place, deep: Colour): string {
  return (
    path(
      `M${n(x - size * 0.2)} ${n(foot)}L${n(x + size * 0.62)} ${n(foot + size * 0.12)}Q${n(x + size * 0.5)} ${n(foot + size * 0.17)} ${n(x + size * 0.2)} ${n(foot + size * 0.12)}Z`,
      deep,
      'fill-opacity="0.22"',
    ) +
    `<ellipse cx="${n(x + size * 0.06)}" cy="${n(foot)}" rx="${n(size * 0.3)}" ry="${n(size * 0.035)}" fill="${deep}" fill-opacity="0.3"/>`
  )
}
