/** Ridge behind ridge, paler with distance, under a low sun. */
import type { Random } from '../../random.ts'
import { atLightness, type Colour, lightness, mix } from '../colour.ts'
import { coolest, deepest, lightest, warmest } from '../palette.ts'
import {
  circle,
  type Drawing,
  glow,
  gradient,
  n,
  type Point,
  path,
  polyline,
  rect,
  type Stage,
  times,
} from '../stage.ts'
import { cabin } from './motifs.ts'

export function mountains(stage: Stage): Drawing {
  const { width, height, palette, random, reading } = stage
  const { ground, ink, hues, isDark } = palette
  const horizon = height * random.between(0.4, 0.56)
  const third = hues[2]
  const lead = warmest(palette)
  const second = coolest(palette)
  const sky = mix(ground, second, isDark ? 0.12 : 0.22)
  const dusk = mix(mix(ground, second, 0.55), lead, 0.3)
  const low = isDark ? atLightness(dusk, Math.max(0.48, lightness(dusk))) : mix(ground, lead, 0.3)
  const says = (...names: string[]) => names.some((name) => reading.words.has(name))
  const isSnowy = says('snow', 'snowy', 'winter', 'glacier', 'alps', 'fuji')
  const near = isDark ? mix(deepest(palette), '#04050a', 0.35) : deepest(palette)
  const count = 4 + random.integer(3)
  const sun = {
    x: width * random.between(0.22, 0.78),
    y: horizon * random.between(0.42, 0.9),
    r: 60 + random.next() * 90,
  }
  const hasHouse = says('cabin', 'house', 'hut', 'cottage', 'lodge')
  const hasLake = says('lake', 'river') || (!hasHouse && random.chance(0.35))
  const ridges = times(count, (at) => {
    const depth = count === 1 ? 1 : at / (count - 1)
    const base = horizon + (height - horizon) * (depth * 0.72 - 0.08)
    const tint = at % 2 === 0 ? second : third
    const colour = mix(mix(low, tint, 0.35 + 0.3 * depth), near, depth ** 1.4 * 0.88)
    return ridge(stage, {
      at,
      base,
      rise: (0.34 - 0.17 * depth) * height,
      roughness: 0.62 - 0.12 * depth,
      colour,
      mist: low,
      snow: isSnowy && at < 2 ? lightest(palette) : null,
    })
  })
  const front = height * 0.84
  const trees = hasLake ? '' : forest(stage, mix(near, ground, isDark ? 0 : 0.02))
  return {
    body: [
      `<defs>${gradient('sky', [
        [0, sky],
        [0.62, low],
        [1, mix(low, lead, 0.2)],
      ])}${glow('sun', mix(lead, '#fff4e0', 0.5), [
        [0, 0.55],
        [0.35, 0.2],
        [1, 0],
      ])}</defs>`,
      rect({ x: 0, y: 0, width, height }, 'url(#sky)'),
      isDark ? stars(stage, horizon) : '',
      circle({ x: sun.x, y: sun.y, r: sun.r * 3.2 }, 'url(#sun)'),
      circle({ x: sun.x, y: sun.y, r: sun.r }, isDark ? mix(lead, '#fff6e2', 0.75) : lead),
      ...ridges,
      hasLake
        ? lake(stage, { top: front, colour: mix(sky, near, 0.25), light: isDark ? third : lead, x: sun.x })
        : trees,
      hasHouse
        ? cabin({
            x: width * random.between(0.28, 0.72),
            foot: height * 0.95,
            tall: Math.min(width, height) * 0.13,
            wall: mix(near, lead, 0.22),
            roof: near,
            light: isDark ? atLightness(lead, 0.86) : atLightness(lead, 0.9),
          })
        : '',
      random.chance(0.6)
        ? birds(stage, { x: width - sun.x, y: horizon * 0.5, colour: isDark ? mix(ink, ground, 0.3) : near })
        : '',
    ].join(''),
    quiet: {
      x: width * 0.07,
      y: height * 0.07,
      width: width * 0.86,
      height: Math.max(90, horizon - height * 0.16),
    },
    titleInk: isDark ? ink : near,
    grain: 0.7,
  }
}

type Ridge = {
  at: number
  base: number
  rise: number
  roughness: number
  colour: Colour
  mist: Colour
  snow: Colour | null
}

function ridge(
  { width, height, random }: Stage,
  { at, base, rise, roughness, colour, mist, snow }: Ridge,
): string {
  const line = skyline(random, { width, base, rise, roughness })
  const id = `ridge${at}`
  const d = `${polyline(line)}L${n(width)} ${n(height)}L0 ${n(height)}Z`
  const stops = [
    [0, snow ?? colour],
    [snow ? 0.1 : 0, snow ?? colour],
    [snow ? 0.17 : 0.35, colour],
    [1, mix(colour, mist, 0.55)],
  ] as const
  return `<defs>${gradient(id, stops)}</defs>${path(d, `url(#${id})`)}`
}

/** A line that breaks in its middle again and again, by less each time. */
export function skyline(
  random: Random,
  { width, base, rise, roughness }: { width: number; base: number; rise: number; roughness: number },
): Point[] {
  let heights = [
    0.2 + random.next() * 0.5,
    0.55 + random.next() * 0.45,
    0.2 + random.next() * 0.6,
    random.next(),
  ]
  let sway = 0.42
  for (let round = 0; round < 6; round++) {
    heights = heights.flatMap((from, at) => {
      const to = heights[at + 1]
      return to === undefined ? [from] : [from, (from + to) / 2 + (random.next() - 0.5) * sway]
    })
    sway *= roughness
  }
  const step = width / (heights.length - 1)
  return heights.map((value, at) => [at * step, base - value * rise] as const)
}

function lake(
  { width, height, random }: Stage,
  { top, colour, light, x }: { top: number; colour: Colour; light: Colour; x: number },
): string {
  const glints = times(16, (at) => {
    const y = top + ((height - top) * (at + 0.6)) / 16
    const reach = (30 + at * 7) * random.between(0.4, 1.3)
    return rect(
      { x: x - reach + random.between(-14, 14), y, width: reach * 2, height: 2.2 + at * 0.18 },
      light,
      'fill-opacity="0.75" rx="1.5"',
    )
  })
  return rect({ x: 0, y: top, width, height: height - top }, colour) + glints.join('')
}

function forest({ width, height, random }: Stage, colour: Colour): string {
  const trees = times(width / 13, (at) => {
    const x = at * 13 + random.between(-8, 8)
    const edge = Math.abs(x / width - 0.5) * 2
    const tall = (26 + 80 * edge ** 1.6) * random.between(0.55, 1.15)
    const foot = height * 0.955 - edge * 18
    return fir(x, foot, tall)
  })
  return path(
    `${trees.join('')}M0 ${n(height * 0.945)}Q${n(width / 2)} ${n(height * 0.965)} ${n(width)} ${n(height * 0.94)}V${n(height)}H0Z`,
    colour,
  )
}

function fir(x: number, foot: number, tall: number): string {
  const steps = 4
  const right = times(steps, (at) => {
    const y = foot - tall + (tall * (at + 1)) / steps
    const reach = (tall * 0.23 * (at + 1)) / steps
    return `L${n(x + reach)} ${n(y)}L${n(x + reach * 0.45)} ${n(y - 1)}`
  })
  const left = times(steps, (at) => {
    const step = steps - 1 - at
    const y = foot - tall + (tall * (step + 1)) / steps
    const reach = (tall * 0.23 * (step + 1)) / steps
    return `L${n(x - reach)} ${n(y)}L${n(x - (tall * 0.23 * step * 0.45) / steps)} ${n(y - tall / steps)}`
  })
  return `M${n(x)} ${n(foot - tall)}${right.join('')}${left.join('')}Z`
}

export function birds({ random }: Stage, { x, y, colour }: { x: number; y: number; colour: Colour }): string {
  const flock = times(5 + random.integer(4), () => {
    const at = { x: x + random.between(-110, 110), y: y + random.between(-50, 50) }
    const span = random.between(6, 13)
    return `M${n(at.x - span)} ${n(at.y)}q${n(span * 0.5)} ${n(-span * 0.6)} ${n(span)} 0q${n(span * 0.5)} ${n(-span * 0.6)} ${n(span)} 0`
  })
  return `<path d="${flock.join('')}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>`
}

export function stars({ width, random, palette }: Stage, below: number): string {
  const light = lightness(palette.ink) > 0.6 ? palette.ink : atLightness(palette.ink, 0.92)
  return times(130, () => {
    const y = random.next() ** 1.4 * below
    return circle(
      { x: random.next() * width, y, r: random.between(0.4, 1.7) },
      light,
      `fill-opacity="${n(random.between(0.3, 0.95))}"`,
    )
  }).join('')
}
