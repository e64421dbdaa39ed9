/** A sun or a moon over water. */
import { atLightness, type Colour, lightness, mix } from '../colour.ts'
import { coolest, warmest } from '../palette.ts'
import {
  circle,
  curve,
  type Disc,
  type Drawing,
  glow,
  gradient,
  mirrored,
  n,
  path,
  rect,
  type Stage,
  times,
} from '../stage.ts'
import { cottage, lighthouse, sailboat } from './motifs.ts'
import { birds, stars } from './mountains.ts'

export function sea(stage: Stage): Drawing {
  const { width, height, palette, random, reading } = stage
  const { ground, ink, hues, isDark } = palette
  const third = hues[2]
  const lead = warmest(palette)
  const second = coolest(palette)
  const words = reading.words
  const horizon = height * random.between(0.46, 0.7)
  const deep = lightness(ink) < 0.45 ? mix(second, ink, 0.62) : mix(ground, second, 0.25)
  const shallow = isDark ? mix(second, third, 0.3) : mix(second, ground, 0.3)
  const hasHouse = words.has('house') || words.has('cottage') || words.has('cabin')
  const hasTower = hasHouse || words.has('lighthouse') || words.has('leuchtturm') || words.has('coast')
  const sun = {
    x: width * (hasTower ? random.between(0.24, 0.42) : random.between(0.34, 0.66)),
    y: horizon - random.between(0.02, 0.3) * height,
    r: Math.min(width, height) * random.between(0.09, 0.26),
  }
  const disc = isDark ? mix(lead, '#fff4dd', 0.62) : lead
  const top = isDark ? ground : mix(ground, third, 0.1)
  const haze = isDark ? mix(ground, lead, 0.35) : mix(ground, lead, 0.26)
  const boat =
    words.has('boat') || words.has('sail') || words.has('ship') || (!hasTower && random.chance(0.4))
  const body = [
    `<defs>${gradient('air', [
      [0, top],
      [1, haze],
    ])}${gradient('water', [
      [0, shallow],
      [1, deep],
    ])}${glow('halo', disc, [
      [0.3, 0.4],
      [0.6, 0.12],
      [1, 0],
    ])}<clipPath id="above"><rect width="${n(width)}" height="${n(horizon)}"/></clipPath></defs>`,
    rect({ x: 0, y: 0, width, height: horizon + 1 }, 'url(#air)'),
    isDark ? stars(stage, horizon * 0.9) : '',
    `<g clip-path="url(#above)">${circle({ x: sun.x, y: sun.y, r: sun.r * 2.6 }, 'url(#halo)')}${disk(sun, disc, random.chance(0.45) ? haze : null)}</g>`,
    random.chance(0.45)
      ? clouds(stage, { below: horizon, colour: mix(haze, isDark ? lead : ground, isDark ? 0.25 : 0.6) })
      : '',
    random.chance(0.55)
      ? birds(stage, {
          x: width * 0.7,
          y: horizon * 0.4,
          colour: isDark ? mix(ink, ground, 0.25) : mix(ink, haze, 0.2),
        })
      : '',
    rect({ x: 0, y: horizon, width, height: height - horizon }, 'url(#water)'),
    swell(stage, { horizon, shallow, deep, light: mix(disc, ground, 0.15), x: sun.x, reach: sun.r }),
    hasTower
      ? (hasHouse ? cottage : lighthouse)(stage, {
          x: width * random.between(0.62, 0.84),
          foot: horizon + random.between(6, 60),
          tall: horizon * random.between(0.5, 0.86),
          dark: isDark ? mix(deep, '#05060a', 0.4) : mix(deep, ink, 0.5),
          light: isDark ? ink : atLightness(ground, 0.96),
          accent: lead,
        })
      : '',
    boat
      ? sailboat({
          x: width * (sun.x < width / 2 ? random.between(0.62, 0.78) : random.between(0.2, 0.36)),
          y: horizon + 26,
          tall: 120 * random.between(0.7, 1.15),
          hull: mix(deep, ink, 0.6),
          sail: isDark ? ink : atLightness(ground, 0.97),
          second: lead,
        })
      : '',
  ].join('')
  return {
    // Seen from the other side as often as not.
    body: random.chance(0.5) ? body : mirrored(body, width),
    quiet: {
      x: width * 0.07,
      y: height * 0.07,
      width: width * 0.86,
      height: Math.max(80, sun.y - sun.r - height * 0.12),
    },
    titleInk: isDark ? ink : mix(ink, deep, 0.2),
    grain: 0.7,
  }
}

/** Long flat clouds, closer together towards the horizon. */
function clouds({ width, random }: Stage, { below, colour }: { below: number; colour: Colour }): string {
  return times(9, (at) => {
    const long = width * random.between(0.12, 0.5)
    const tall = random.between(6, 17)
    const y = below * (0.3 + 0.62 * Math.sqrt(at / 9))
    const box = { x: random.between(-0.1, 0.85) * width, y, width: long, height: tall }
    return rect(box, colour, `rx="${n(tall / 2)}" fill-opacity="0.75"`)
  }).join('')
}

/** Whole, or sliced towards its foot as on an old record sleeve. */
function disk({ x, y, r }: Disc, colour: Colour, slit: Colour | null): string {
  const slits = slit
    ? times(5, (at) =>
        rect(
          { x: x - r, y: y + r * (0.12 + at * 0.19), width: r * 2, height: r * (0.03 + at * 0.022) },
          slit,
        ),
      ).join('')
    : ''
  const d = `<clipPath id="disc"><circle cx="${n(x)}" cy="${n(y)}" r="${n(r + 0.5)}"/></clipPath>`
  return `${d}${circle({ x, y, r }, colour)}<g clip-path="url(#disc)">${slits}</g>`
}

type Swell = { horizon: number; shallow: Colour; deep: Colour; light: Colour; x: number; reach: number }

function swell({ width, height, random }: Stage, { horizon, shallow, deep, light, x, reach }: Swell): string {
  const rows = 9
  const bands = times(rows, (at) => {
    const depth = (at + 1) / (rows + 1)
    const y = horizon + (height - horizon) * depth ** 1.55
    const swing = 2 + 15 * depth
    const phase = random.next() * 6
    const line = times(
      25,
      (step) => [(width * step) / 24, y + Math.sin(step * (1.5 - depth * 0.8) + phase) * swing] as const,
    )
    return path(
      `${curve(line)}V${n(height)}H0Z`,
      mix(shallow, deep, 0.15 + depth * 0.85),
      'fill-opacity="0.62"',
    )
  })
  const glints = times(30, (at) => {
    const depth = (at + 0.5) / 30
    const y = horizon + (height - horizon) * depth ** 1.3
    const half = reach * (0.95 - 0.35 * depth) * random.between(0.25, 1)
    return rect(
      { x: x - half + random.between(-18, 18) * depth * 2, y, width: half * 2, height: 2 + depth * 4.5 },
      light,
      `fill-opacity="${n(0.9 - depth * 0.4)}" rx="2"`,
    )
  })
  return bands.join('') + glints.join('')
}
