/** Houses by night or day, in rows that pale with distance. */
import { atLightness, type Colour, mix } from '../colour.ts'
import { coolest, deepest, lightest, warmest } from '../palette.ts'
import { circle, type Drawing, glow, gradient, n, path, rect, type Stage, times } from '../stage.ts'
import { facade, isometric } from './houses.ts'
import { stars } from './mountains.ts'

export function city(stage: Stage): Drawing {
  const { words } = stage.reading
  if (words.has('isometric')) return isometric(stage)
  if (words.has('facade') || words.has('window')) return facade(stage)
  return words.has('skyline')
    ? skylines(stage)
    : stage.random.pick([skylines, skylines, isometric, facade])(stage)
}

function skylines(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const { ground, isDark } = palette
  const sun = warmest(palette)
  const deep = deepest(palette)
  const cool = coolest(palette)
  const top = isDark ? mix(ground, cool, 0.2) : mix(ground, cool, 0.12)
  const low = isDark ? mix(cool, sun, 0.45) : mix(ground, sun, 0.42)
  const rows = 3 + random.integer(3)
  const grain = random.between(0.6, 1.7)
  const quay = height * random.between(0.84, 0.9)
  const r = Math.min(width, height) * random.between(0.1, 0.3)
  const high = random.between(0.22, 0.46)
  const x = width * random.between(0.3, 0.7)
  const blocks = times(rows, (at) => {
    const depth = at / (rows - 1)
    const colour = mix(mix(low, cool, 0.45), mix(deep, cool, 0.1), depth ** 0.9)
    return skyline(stage, {
      base: quay,
      tall: height * (0.5 - 0.22 * depth),
      colour,
      depth,
      grain,
      light: isDark ? atLightness(sun, 0.86) : lightest(palette),
    })
  })
  return {
    body: [
      `<defs>${gradient('sky', [
        [0, top],
        [0.8, low],
      ])}${glow('halo', sun, [
        [0.2, 0.5],
        [1, 0],
      ])}</defs>`,
      rect({ x: 0, y: 0, width, height }, 'url(#sky)'),
      isDark ? stars(stage, height * 0.5) : '',
      circle({ x, y: height * high, r: r * 2.2 }, 'url(#halo)'),
      circle({ x, y: height * high, r }, isDark ? atLightness(sun, 0.88) : sun),
      ...blocks,
      rect({ x: 0, y: quay, width, height: height - quay }, deep),
      water(stage, { quay, x, r, light: isDark ? atLightness(sun, 0.8) : sun }),
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.06, width: width * 0.86, height: height * 0.17 },
    titleInk: isDark ? palette.ink : deep,
    grain: 0.75,
  }
}

type Row = { base: number; tall: number; colour: Colour; depth: number; grain: number; light: Colour }

function skyline({ width, random }: Stage, { base, tall, colour, depth, grain, light }: Row): string {
  const drawn: string[] = []
  const windows: string[] = []
  let x = -random.next() * 40
  while (x < width) {
    const wide = random.between(34, 78) * grain * (0.75 + depth * 0.5)
    const up = tall * random.between(0.35, 1) * (random.chance(0.12) ? 1.22 : 1)
    drawn.push(building({ x, base, wide, up, roof: random.integer(6) }))
    if (depth > 0.3) windows.push(lit(random, { x, top: base - up, wide, up, share: 0.2 + depth * 0.2 }))
    x += wide + (random.chance(0.3) ? random.between(2, 14) : 0)
  }
  return (
    path(drawn.join(''), colour) + path(windows.join(''), light, `fill-opacity="${n(0.55 + depth * 0.35)}"`)
  )
}

function building({
  x,
  base,
  wide,
  up,
  roof,
}: {
  x: number
  base: number
  wide: number
  up: number
  roof: number
}): string {
  const top = base - up
  const box = (left: number, y: number, w: number) => `M${n(left)} ${n(base)}V${n(y)}h${n(w)}V${n(base)}Z`
  const whole = box(x, top, wide + 0.6)
  if (roof === 1)
    return `${whole}M${n(x)} ${n(top)}l${n(wide / 2)} ${n(-wide * 0.5)}l${n(wide / 2)} ${n(wide * 0.5)}Z`
  if (roof === 2)
    return `${whole}${box(x + wide * 0.2, top - wide * 0.3, wide * 0.6)}${box(x + wide * 0.46, top - wide * 0.95, wide * 0.08)}`
  if (roof === 3) return `${whole}M${n(x)} ${n(top)}L${n(x + wide)} ${n(top - wide * 0.5)}V${n(top)}Z`
  if (roof === 4) return `${whole}M${n(x)} ${n(top)}a${n(wide / 2)} ${n(wide / 2)} 0 0 1 ${n(wide)} 0Z`
  return whole
}

function lit(
  random: Stage['random'],
  { x, top, wide, up, share }: { x: number; top: number; wide: number; up: number; share: number },
): string {
  const columns = Math.max(2, Math.floor(wide / 13))
  const step = wide / (columns + 0.5)
  const rows = Math.floor(up / 17)
  return times(columns * rows, (at) => {
    if (!random.chance(share)) return ''
    const left = x + step * (0.45 + (at % columns))
    return `M${n(left)} ${n(top + 12 + Math.floor(at / columns) * 17)}h${n(step * 0.42)}v8.5h${n(-step * 0.42)}Z`
  }).join('')
}

function water(
  { height, random }: Stage,
  { quay, x, r, light }: { quay: number; x: number; r: number; light: Colour },
): string {
  return times(14, (at) => {
    const y = quay + ((height - quay) * (at + 0.7)) / 14
    const half = r * random.between(0.3, 1.05)
    return rect(
      { x: x - half + random.between(-20, 20), y, width: half * 2, height: 2.4 },
      light,
      'fill-opacity="0.7" rx="1.2"',
    )
  }).join('')
}
