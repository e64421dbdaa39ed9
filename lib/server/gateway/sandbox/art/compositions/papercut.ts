/** Sheets of paper laid over each other, each with a hole that shows the next. */
import { mix } from '../colour.ts'
import { circle, type Drawing, n, type Point, path, rect, type Stage, times } from '../stage.ts'

export function papercut(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const count = 6 + random.integer(4)
  const ramp = [palette.ground, ...palette.hues, palette.ink]
  const centre = { x: width * random.between(0.4, 0.6), y: height * random.between(0.4, 0.6) }
  const seed = random.next() * 10
  const wobble = random.between(0.1, 0.2)
  const lobes = random.pick([2, 2, 3])
  const sheets = times(count, (at) => {
    const share = at / (count - 1)
    const colour = between(ramp, share)
    if (at === 0) return rect({ x: 0, y: 0, width, height }, colour)
    const r = Math.max(width, height) * (0.56 - 0.46 * share)
    const hole = blob(centre, { r, lobes, wobble, turn: seed + at * 0.42 })
    return shadowed(hole, { colour, depth: 10 - share * 3 })
  })
  return {
    body:
      sheets.join('') +
      (random.chance(0.6)
        ? circle({ x: centre.x, y: centre.y, r: Math.min(width, height) * 0.045 }, palette.hues[0])
        : ''),
    quiet: { x: width * 0.08, y: height * 0.84, width: width * 0.84, height: height * 0.1 },
    grain: 0.8,
  }
}

/** A soft edge of shade from three faint copies, which costs less than a blur. */
function shadowed(d: string, { colour, depth }: { colour: string; depth: number }): string {
  const shade = times(5, (at) =>
    path(d, 'none', `stroke="#000" stroke-opacity="0.055" stroke-width="${n(depth * (at + 0.6))}"`),
  )
  return `${shade.join('')}${path(d, colour)}${path(d, 'none', 'stroke="#fff" stroke-opacity="0.14" stroke-width="1.6"')}`
}

function blob(
  centre: { x: number; y: number },
  { r, lobes, wobble, turn }: { r: number; lobes: number; wobble: number; turn: number },
): string {
  const points: Point[] = times(72, (at) => {
    const angle = (at / 72) * Math.PI * 2
    const reach =
      r *
      (1 +
        wobble * Math.sin(angle * lobes + turn) +
        wobble * 0.5 * Math.sin(angle * (lobes + 2) - turn * 1.7))
    return [centre.x + Math.cos(angle) * reach, centre.y + Math.sin(angle) * reach]
  })
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`
}

function between(ramp: readonly `#${string}`[], share: number): `#${string}` {
  const place = Math.min(0.9999, share) * (ramp.length - 1)
  const low = Math.floor(place)
  return mix(ramp[low] ?? '#000000', ramp[low + 1] ?? '#000000', place - low)
}
