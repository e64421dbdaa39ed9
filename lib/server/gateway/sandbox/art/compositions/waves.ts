/** Water as pattern: swells behind swells, a field of lines, or scallops. */
import { type Colour, mix } from '../colour.ts'
import { circle, curve, type Drawing, n, path, type Stage, stroke, times } from '../stage.ts'

export function waves(stage: Stage): Drawing {
  return stage.random.pick([swells, lines, scallops, swells])(stage)
}

function swells(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const { ground, ink, hues } = palette
  const ramp = [ground, ...[...hues].reverse(), ink]
  const count = 9 + random.integer(5)
  const top = height * random.between(0.26, 0.4)
  const swing = random.between(26, 62)
  const drift = random.between(0.6, 1.6)
  const sun = circle(
    {
      x: width * random.between(0.25, 0.75),
      y: top * random.between(0.85, 1.1),
      r: Math.min(width, height) * random.between(0.1, 0.17),
    },
    hues[0],
  )
  const layers = times(count, (at) => {
    const depth = at / (count - 1)
    const y = top + (height * 1.02 - top) * depth ** 1.15
    const points = times(31, (step) => {
      const x = (width * (step - 1)) / 28
      const phase = (x / width) * Math.PI * 2 * drift
      return [
        x,
        y +
          Math.sin(phase + at * 0.75) * swing * (0.6 + depth * 0.6) +
          Math.sin(phase * 2.3 + at * 1.9) * swing * 0.28,
      ] as const
    })
    const line = curve(points)
    const colour = between(ramp, 0.14 + depth * 0.82)
    return (
      path(`${line}V${n(height + 80)}H${n(-80)}Z`, colour) +
      stroke(line, { colour: mix(colour, ground, 0.45), width: 1.6 })
    )
  })
  return {
    body: sun + layers.join(''),
    quiet: { x: width * 0.07, y: height * 0.07, width: width * 0.86, height: top * 0.72 },
    grain: 0.8,
  }
}

/** Each line bends around the same few hills. */
function lines({ width, height, palette, random }: Stage): Drawing {
  const { ground, ink, hues } = palette
  const hills = times(4 + random.integer(3), () => ({
    x: random.between(0.12, 0.88) * width,
    y: random.between(0.3, 1) * height,
    reach: random.between(0.08, 0.2) * width,
    rise: random.between(90, 230),
  }))
  const count = 40
  const top = height * 0.2
  const drawn = times(count, (at) => {
    const y = top + ((height * 0.92 - top) * at) / (count - 1)
    const points = times(97, (step) => {
      const x = width * 0.07 + (width * 0.86 * step) / 96
      const lift = hills.reduce(
        (sum, hill) =>
          sum +
          hill.rise * Math.exp(-(((x - hill.x) / hill.reach) ** 2) - ((y - hill.y) / (height * 0.2)) ** 2),
        0,
      )
      const edge = Math.sin((Math.PI * step) / 96) ** 0.7
      return [x, y - (lift + Math.sin(step * 0.32 + at * 0.6) * 2.4) * edge] as const
    })
    const line = curve(points)
    return (
      path(`${line}V${n(y + 60)}H${n(width * 0.07)}Z`, ground) +
      stroke(
        line,
        { colour: at % 9 === 4 ? hues[0] : ink, width: at % 9 === 4 ? 4 : 2.2 },
        `stroke-linecap="round"`,
      )
    )
  })
  return {
    body: drawn.join(''),
    quiet: { x: width * 0.07, y: height * 0.06, width: width * 0.86, height: height * 0.12 },
    grain: 0.6,
  }
}

function scallops({ width, height, palette, random }: Stage): Drawing {
  const { ground, ink, hues } = palette
  const columns = random.pick([5, 6, 7])
  const radius = width / columns / 2
  const rows = Math.ceil(height / (radius * 0.5)) + 4
  const rings: Colour[] = [ink, ground, hues[0], ground, hues[1], ground, hues[2]]
  const special = new Set(times(4, () => `${random.integer(rows)} ${random.integer(columns)}`))
  const drawn = times(rows, (row) =>
    times(columns + 2, (column) => {
      const x = (column + (row % 2 === 0 ? 0 : 0.5)) * radius * 2 - radius
      const y = row * radius * 0.5
      const isSpecial = special.has(`${row} ${column}`)
      return rings
        .map((colour, ring) =>
          circle({ x, y, r: radius * (1 - ring * 0.145) }, isSpecial && colour === ground ? hues[1] : colour),
        )
        .join('')
    }).join(''),
  )
  return { body: drawn.join(''), grain: 0.7 }
}

function between(ramp: readonly Colour[], share: number): Colour {
  const place = Math.min(0.9999, Math.max(0, share)) * (ramp.length - 1)
  const low = Math.floor(place)
  return mix(ramp[low] ?? '#000000', ramp[low + 1] ?? '#000000', place - low)
}
