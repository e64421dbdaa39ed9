/** Plain forms that hold each other in balance, printed over one another like two drums of ink. */
import { mix } from '../colour.ts'
import { circle, type Drawing, n, path, rect, type Stage, stroke, times } from '../stage.ts'

export function floating(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const { hues, ink, ground, isDark } = palette
  const blend = `style="mix-blend-mode:${isDark ? 'screen' : 'multiply'}"`
  const short = Math.min(width, height)
  const tilt = random.pick([-32, -24, 18, 28, 38])
  const big = short * random.between(0.26, 0.34)
  const cx = width * random.between(0.36, 0.64)
  const cy = height * random.between(0.36, 0.6)
  const bars = times(3 + random.integer(3), (at) => {
    const long = short * random.between(0.35, 1.05)
    const thick = short * random.pick([0.012, 0.03, 0.055, 0.09])
    const x = cx + random.between(-0.42, 0.42) * short - long / 2
    const y = cy + random.between(-0.42, 0.42) * short
    return `<g transform="rotate(${tilt + (at % 3 === 2 ? 90 : 0)} ${n(x + long / 2)} ${n(y)})">${rect({ x, y: y - thick / 2, width: long, height: thick }, [ink, hues[1], hues[2], hues[0]][at % 4] ?? ink, blend)}</g>`
  })
  const arc = short * random.between(0.3, 0.46)
  const turn = random.integer(4) * 90 + tilt
  return {
    body: [
      circle({ x: cx, y: cy, r: big }, hues[0]),
      `<g transform="rotate(${turn} ${n(cx)} ${n(cy)})">${path(`M${n(cx)} ${n(cy)}m${n(arc * 0.2)} ${n(arc * 0.35)}v${n(-arc)}a${n(arc)} ${n(arc)} 0 0 1 ${n(arc)} ${n(arc)}Z`, hues[1], blend)}</g>`,
      ...bars,
      circle(
        {
          x: cx + big * random.between(-1.3, 1.3),
          y: cy + big * random.between(-1.2, 1.2),
          r: big * random.between(0.16, 0.34),
        },
        hues[2],
        blend,
      ),
      circle(
        { x: cx - big * random.between(0.5, 1.4), y: cy - big * random.between(0.5, 1.4), r: big * 0.09 },
        ink,
      ),
      screenOfDots(stage, {
        x: cx + big * random.between(-0.5, 0.9),
        y: cy + big * random.between(-0.6, 0.8),
        side: big * 1.05,
        colour: mix(ink, ground, 0.1),
      }),
      stroke(
        `M${n(cx - big * 1.5)} ${n(cy + big * 0.4)}a${n(big * 1.5)} ${n(big * 1.5)} 0 0 1 ${n(big * 3)} 0`,
        { colour: ink, width: 2.4 },
        `transform="rotate(${turn + 40} ${n(cx)} ${n(cy)})"`,
      ),
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.8, width: width * 0.86, height: height * 0.13 },
    grain: 0.85,
  }
}

function screenOfDots(
  { random }: Stage,
  { x, y, side, colour }: { x: number; y: number; side: number; colour: string },
): string {
  const count = 11
  const step = side / count
  const lean = random.chance(0.5)
  return times(count * count, (at) => {
    const column = at % count
    const row = Math.floor(at / count)
    const fade = lean ? (column + row) / (count * 2) : row / count
    return circle({ x: x + column * step, y: y + row * step, r: step * 0.46 * (1 - fade * 0.85) }, colour)
  }).join('')
}
