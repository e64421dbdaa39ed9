/** A world, its ring, its moons, and a great deal of nothing. */
import { atLightness, type Colour, mix } from '../colour.ts'
import { deepest, warmest } from '../palette.ts'
import { circle, curve, type Drawing, n, path, rect, type Stage, stroke, times } from '../stage.ts'
import { stars } from './mountains.ts'

type Globe = { x: number; y: number; r: number }

export function planet(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const night = mix(deepest(palette), '#05060f', 0.35)
  const [lead, second, third] = palette.hues
  const short = Math.min(width, height)
  const globe = {
    x: width * random.between(0.36, 0.64),
    y: height * random.between(0.44, 0.58),
    r: short * random.between(0.24, 0.32),
  }
  const light = { x: random.pick([-1, 1]), y: -0.7 }
  const hasRing = random.chance(0.6)
  const tilt = random.between(-28, 28)
  const ring = (front: boolean) =>
    hasRing ? ringOf(globe, { tilt, front, colours: [third, warmest(palette), second] }) : ''
  const bright = {
    ...stage,
    palette: { ...palette, ink: atLightness(palette.isDark ? palette.ink : palette.ground, 0.95) },
  }
  return {
    body: [
      `<defs><radialGradient id="haze" cx="0.5" cy="0.5" r="0.75"><stop offset="0" stop-color="${mix(night, second, 0.5)}"/><stop offset="1" stop-color="${night}"/></radialGradient></defs>`,
      rect({ x: 0, y: 0, width, height }, 'url(#haze)'),
      stars(bright, height),
      orbits(stage, globe),
      ring(false),
      ball(stage, globe, { colours: [lead, third, second, mix(lead, second, 0.5)], night, light }),
      ring(true),
      moon(stage, globe, { colour: warmest(palette), night, light }),
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.06, width: width * 0.86, height: height * 0.12 },
    titleInk: bright.palette.ink,
    grain: 0.85,
  }
}

type Skin = { colours: Colour[]; night: Colour; light: { x: number; y: number } }

function ball({ random }: Stage, { x, y, r }: Globe, { colours, night, light }: Skin): string {
  const bands = times(11, (at) => {
    const top = y - r + ((r * 2) / 11) * at
    const line = times(
      13,
      (step) =>
        [
          x - r * 1.2 + (r * 2.4 * step) / 12,
          top + Math.sin(step * 0.9 + at) * r * 0.03 + random.between(-3, 3),
        ] as const,
    )
    return path(`${curve(line)}V${n(y + r * 1.2)}H${n(x - r * 1.2)}Z`, colours[at % colours.length] ?? night)
  })
  const storm = `<ellipse cx="${n(x + r * random.between(-0.4, 0.4))}" cy="${n(y + r * 0.3)}" rx="${n(r * 0.17)}" ry="${n(r * 0.085)}" fill="${colours[1]}"/>`
  return [
    `<defs><clipPath id="globe"><circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/></clipPath><radialGradient id="dusk" cx="${0.5 + light.x * 0.22}" cy="${0.5 + light.y * 0.28}" r="0.78"><stop offset="0.35" stop-color="${night}" stop-opacity="0"/><stop offset="0.72" stop-color="${night}" stop-opacity="0.45"/><stop offset="1" stop-color="${night}" stop-opacity="0.95"/></radialGradient></defs>`,
    circle({ x, y, r: r + 5 }, mix(colours[0] ?? night, '#ffffff', 0.3), 'fill-opacity="0.16"'),
    `<g clip-path="url(#globe)">${bands.join('')}${storm}</g>`,
    circle({ x, y, r: r + 0.6 }, 'url(#dusk)'),
  ].join('')
}

function ringOf(
  { x, y, r }: Globe,
  { tilt, front, colours }: { tilt: number; front: boolean; colours: Colour[] },
): string {
  const half = (wide: number) =>
    `M${n(-wide)} 0A${n(wide)} ${n(wide * 0.24)} 0 0 ${front ? 0 : 1} ${n(wide)} 0`
  const bands = times(6, (at) =>
    stroke(
      half(r * (1.36 + at * 0.085)),
      { colour: colours[at % 3] ?? '#ffffff', width: at % 2 === 0 ? 9 : 4 },
      `stroke-opacity="${front ? 0.95 : 0.6}"`,
    ),
  )
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(tilt)})">${bands.join('')}</g>`
}

function orbits({ palette, random }: Stage, { x, y, r }: Globe): string {
  const colour = palette.isDark ? palette.ink : palette.ground
  return times(3, (at) => {
    const reach = r * (1.7 + at * 0.55)
    return circle(
      { x, y, r: reach },
      'none',
      `stroke="${colour}" stroke-width="1.1" stroke-opacity="0.3" stroke-dasharray="${random.pick(['none', '2 9', '14 8'])}"`,
    )
  }).join('')
}

function moon(
  { random }: Stage,
  { x, y, r }: Globe,
  { colour, night, light }: { colour: Colour; night: Colour; light: { x: number; y: number } },
): string {
  return times(1 + random.integer(2), (at) => {
    const angle = random.between(0, Math.PI * 2)
    const reach = r * (1.7 + at * 0.55)
    const small = r * random.between(0.1, 0.18)
    const cx = x + Math.cos(angle) * reach
    const cy = y + Math.sin(angle) * reach
    return `<clipPath id="moon${at}"><circle cx="${n(cx)}" cy="${n(cy)}" r="${n(small)}"/></clipPath>${circle({ x: cx, y: cy, r: small }, colour)}<g clip-path="url(#moon${at})">${circle({ x: cx - light.x * small * 0.75, y: cy + small * 0.5, r: small * 1.15 }, night, 'fill-opacity="0.72"')}</g>`
  }).join('')
}
