/** Things on a table, by a window's light. */
import { type Colour, mix } from '../colour.ts'
import { coolest, deepest, lightest, warmest } from '../palette.ts'
import { circle, type Drawing, n, path, rect, type Stage, stroke, times } from '../stage.ts'

type Place = { x: number; foot: number; size: number; colour: Colour; shade: Colour; accent: Colour }
type Thing = (place: Place) => string

export function stillLife(stage: Stage): Drawing {
  const { width, height, palette, random, reading } = stage
  const table = height * random.between(0.66, 0.74)
  const wall = mix(palette.ground, palette.hues[1], 0.16)
  const board = mix(palette.hues[1], palette.ground, 0.3)
  const deep = deepest(palette)
  const asked = askedThings(reading.words)
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
    return { foot, svg: shadow(place, deep) + thing(place) }
  })
  return {
    body: [
      rect({ x: 0, y: 0, width, height }, wall),
      windowLight(stage, table),
      rect({ x: 0, y: table, width, height: height - table }, board),
      rect({ x: 0, y: table, width, height: 7 }, mix(board, deep, 0.18)),
      ...placed.sort((one, other) => one.foot - other.foot).map(({ svg }) => svg),
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.05, width: width * 0.86, height: height * 0.13 },
    grain: 0.9,
  }
}

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

/** Turned on a wheel: the right half in shade. */
function turned(
  { x, foot, size, colour, shade }: Place,
  profile: readonly (readonly [share: number, half: number])[],
): string {
  const at = ([share, half]: readonly [number, number], side: number) =>
    `${n(x + side * half * size)} ${n(foot - share * size)}`
  const side = (hand: number) =>
    profile
      .map((point, index) => {
        const before = profile[index - 1] ?? point
        const bend = size * (point[0] - before[0]) * 0.5
        const from = `${n(x + hand * before[1] * size)} ${n(foot - before[0] * size - bend)}`
        const to = `${n(x + hand * point[1] * size)} ${n(foot - point[0] * size + bend)}`
        return index === 0 ? `${at(point, hand)}` : `C${from} ${to} ${at(point, hand)}`
      })
      .join('')
  const top = profile.at(-1) ?? [1, 0]
  const whole = (hand: number, colourOf: string) =>
    path(`M${n(x)} ${n(foot)}L${side(hand)}L${n(x)} ${n(foot - top[0] * size)}Z`, colourOf)
  return whole(-1, colour) + whole(1, shade)
}

const things: Readonly<Record<string, Thing>> = {
  bottle: (place) =>
    turned(place, [
      [0, 0.17],
      [0.06, 0.19],
      [0.5, 0.19],
      [0.68, 0.07],
      [0.95, 0.06],
      [1, 0.075],
    ]) +
    rect(
      {
        x: place.x - place.size * 0.19,
        y: place.foot - place.size * 0.4,
        width: place.size * 0.38,
        height: place.size * 0.2,
      },
      place.accent,
    ),
  vase: (place) =>
    turned(place, [
      [0, 0.12],
      [0.3, 0.27],
      [0.58, 0.12],
      [0.74, 0.09],
      [0.8, 0.14],
    ]),
  jug: (place) =>
    stroke(
      `M${n(place.x + place.size * 0.15)} ${n(place.foot - place.size * 0.62)}C${n(place.x + place.size * 0.46)} ${n(place.foot - place.size * 0.66)} ${n(place.x + place.size * 0.44)} ${n(place.foot - place.size * 0.25)} ${n(place.x + place.size * 0.2)} ${n(place.foot - place.size * 0.22)}`,
      { colour: place.shade, width: place.size * 0.05 },
    ) +
    turned(place, [
      [0, 0.15],
      [0.25, 0.24],
      [0.5, 0.15],
      [0.7, 0.15],
    ]),
  cup: (place) => cup(place),
  coffee: (place) => cup(place) + steam(place),
  tea: (place) => cup(place) + steam(place),
  lemon: (place) => fruit({ ...place, size: place.size * 0.9 }),
  fruit: (place) =>
    fruit(place) +
    fruit({
      ...place,
      x: place.x + place.size * 0.24,
      foot: place.foot + place.size * 0.05,
      size: place.size * 0.86,
      colour: place.accent,
    }),
  orange: (place) => fruit(place),
  bowl: (place) =>
    turned(place, [
      [0, 0.12],
      [0.02, 0.12],
      [0.3, 0.36],
    ]),
  glass: (place) =>
    rect(
      {
        x: place.x - place.size * 0.13,
        y: place.foot - place.size * 0.5,
        width: place.size * 0.26,
        height: place.size * 0.5,
      },
      place.colour,
      'fill-opacity="0.4"',
    ) +
    rect(
      {
        x: place.x - place.size * 0.13,
        y: place.foot - place.size * 0.3,
        width: place.size * 0.26,
        height: place.size * 0.3,
      },
      place.colour,
      'fill-opacity="0.75"',
    ),
  candle: (place) =>
    rect(
      {
        x: place.x - place.size * 0.05,
        y: place.foot - place.size * 0.66,
        width: place.size * 0.1,
        height: place.size * 0.64,
      },
      place.colour,
    ) +
    path(
      `M${n(place.x)} ${n(place.foot - place.size * 0.86)}q${n(place.size * 0.075)} ${n(place.size * 0.12)} 0 ${n(place.size * 0.18)}q${n(-place.size * 0.075)} ${n(-place.size * 0.06)} 0 ${n(-place.size * 0.18)}Z`,
      place.accent,
    ) +
    turned({ ...place, colour: place.shade }, [
      [0, 0.17],
      [0.05, 0.04],
      [0.08, 0.08],
    ]),
  book: (place) =>
    times(3, (at) =>
      rect(
        {
          x: place.x - place.size * (0.32 - at * 0.03),
          y: place.foot - place.size * 0.09 * (at + 1),
          width: place.size * (0.62 - at * 0.05),
          height: place.size * 0.085,
        },
        [place.colour, place.accent, place.shade][at] ?? place.colour,
      ),
    ).join(''),
}

function cup(place: Place): string {
  const { x, foot, size, colour, shade } = place
  const handle = stroke(
    `M${n(x + size * 0.2)} ${n(foot - size * 0.3)}c${n(size * 0.2)} ${n(-size * 0.04)} ${n(size * 0.2)} ${n(size * 0.22)} ${n(-size * 0.03)} ${n(size * 0.19)}`,
    { colour: shade, width: size * 0.045 },
  )
  return (
    handle +
    turned(place, [
      [0, 0.1],
      [0.06, 0.19],
      [0.36, 0.22],
    ]) +
    `<ellipse cx="${n(x)}" cy="${n(foot - size * 0.36)}" rx="${n(size * 0.22)}" ry="${n(size * 0.045)}" fill="${mix(colour, '#ffffff', 0.35)}"/><ellipse cx="${n(x)}" cy="${n(foot - size * 0.355)}" rx="${n(size * 0.19)}" ry="${n(size * 0.034)}" fill="${mix(shade, '#2a1508', 0.6)}"/>`
  )
}

function steam({ x, foot, size, accent }: Place): string {
  return times(3, (at) =>
    stroke(
      `M${n(x + (at - 1) * size * 0.09)} ${n(foot - size * 0.44)}c${n(size * 0.08)} ${n(-size * 0.08)} ${n(-size * 0.08)} ${n(-size * 0.14)} 0 ${n(-size * 0.24)}`,
      { colour: accent, width: size * 0.018 },
      'stroke-linecap="round" stroke-opacity="0.7"',
    ),
  ).join('')
}

function fruit({ x, foot, size, colour, shade }: Place): string {
  const r = size * 0.17
  const id = `fruit${Math.round(x)}${Math.round(foot)}`
  return `<clipPath id="${id}"><circle cx="${n(x)}" cy="${n(foot - r)}" r="${n(r)}"/></clipPath>${circle({ x, y: foot - r, r }, shade)}<g clip-path="url(#${id})">${circle({ x: x - r * 0.35, y: foot - r * 1.2, r }, colour)}</g>${path(`M${n(x)} ${n(foot - r * 2)}q${n(r * 0.5)} ${n(-r * 0.5)} ${n(r * 0.9)} ${n(-r * 0.2)}q${n(-r * 0.4)} ${n(r * 0.4)} ${n(-r * 0.9)} ${n(r * 0.2)}Z`, shade)}`
}
