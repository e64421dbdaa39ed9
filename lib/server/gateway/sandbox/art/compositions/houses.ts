/** A town from above, and the face of one house. */
import { atLightness, type Colour, mix } from '../colour.ts'
import { coolest, deepest, lightest, warmest } from '../palette.ts'
import { type Drawing, n, path, rect, type Stage, times } from '../stage.ts'

type Block = { x: number; y: number; half: number; tall: number; colour: Colour; dark: Colour; light: Colour }

/** Blocks on a diamond grid, lit from the left. */
export function isometric(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const half = Math.max(width, height) / random.pick([12, 15, 19])
  const dark = deepest(palette)
  const light = lightest(palette)
  const rows = Math.ceil((height * 1.6) / (half * 0.5))
  const columns = Math.ceil(width / (half * 2)) + 2
  const colours = [...palette.hues, mix(palette.hues[0], light, 0.5), light]
  const park = mix(coolest(palette), palette.ground, 0.35)
  const blocks = times(rows, (row) =>
    times(columns, (column) => {
      const x = (column + (row % 2 === 0 ? 0 : 0.5)) * half * 2 - half
      const y = row * half * 0.5
      const isPark = random.chance(0.16)
      const tall = isPark ? half * 0.12 : half * random.between(0.35, 1) * (random.chance(0.14) ? 3 : 1.4)
      const colour = isPark ? park : random.pick([palette.hues[0], ...colours])
      return block({ x, y, half: half * 0.92, tall, colour, dark, light }, random)
    }).join(''),
  )
  return {
    body: rect({ x: 0, y: 0, width, height }, mix(palette.ground, dark, 0.14)) + blocks.join(''),
    grain: 0.7,
  }
}

function block({ x, y, half, tall, colour, dark, light }: Block, random: Stage['random']): string {
  const quarter = half / 2
  const top = `M${n(x)} ${n(y - tall - quarter)}l${n(half)} ${n(quarter)}l${n(-half)} ${n(quarter)}l${n(-half)} ${n(-quarter)}Z`
  const left = `M${n(x - half)} ${n(y - tall)}l${n(half)} ${n(quarter)}v${n(tall)}l${n(-half)} ${n(-quarter)}Z`
  const right = `M${n(x + half)} ${n(y - tall)}l${n(-half)} ${n(quarter)}v${n(tall)}l${n(half)} ${n(-quarter)}Z`
  const floors = Math.floor(tall / (half * 0.36))
  const panes = times(floors * 6, (at) => {
    const side = at % 2 === 0 ? -1 : 1
    const along = (Math.floor(at / 2) % 3) / 3 + 0.1
    const down = y - tall + half * 0.36 * (Math.floor(at / 6) + 0.35) + quarter * along
    if (random.chance(0.25)) return ''
    const from = x + side * half * (1 - along)
    return `M${n(from)} ${n(down)}l${n(-side * half * 0.16)} ${n(quarter * 0.16)}v${n(half * 0.17)}l${n(side * half * 0.16)} ${n(-quarter * 0.16)}Z`
  })
  return (
    path(top, mix(colour, light, 0.35)) +
    path(left, colour) +
    path(right, mix(colour, dark, 0.4)) +
    path(panes.join(''), mix(dark, colour, 0.25), 'fill-opacity="0.7"')
  )
}

/** Windows in a strict grid, and life behind some of them. */
export function facade(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const columns = random.pick([4, 5, 6])
  const pitch = width / (columns + 0.4)
  const rows = Math.ceil(height / pitch) + 1
  const dark = deepest(palette)
  const wall = palette.isDark ? mix(palette.ground, palette.hues[0], 0.3) : palette.hues[0]
  const lamp = atLightness(warmest(palette), 0.86)
  const shade = mix(wall, dark, 0.3)
  const drawn = times(rows * columns, (at) => {
    const box = {
      x: pitch * (0.2 + (at % columns)) + pitch * 0.16,
      y: pitch * (Math.floor(at / columns) + 0.2),
      width: pitch * 0.68,
      height: pitch * 0.78,
    }
    const isLit = random.chance(palette.isDark ? 0.5 : 0.25)
    return window(box, {
      glass: isLit ? lamp : mix(dark, wall, 0.2),
      frame: lightest(palette),
      shade,
      dark,
      random,
    })
  })
  return { body: rect({ x: 0, y: 0, width, height }, wall) + drawn.join(''), grain: 0.8 }
}

type Pane = { glass: Colour; frame: Colour; shade: Colour; dark: Colour; random: Stage['random'] }

function window(
  box: { x: number; y: number; width: number; height: number },
  { glass, frame, shade, dark, random }: Pane,
): string {
  const { x, y, width, height } = box
  const edge = width * 0.07
  const inner = { x: x + edge, y: y + edge, width: width - edge * 2, height: height - edge * 2 }
  const life = random.integer(6)
  const inside = [
    life === 0
      ? rect({ ...inner, height: inner.height * random.between(0.2, 0.6) }, frame, 'fill-opacity="0.85"')
      : '',
    life === 1
      ? path(
          `M${n(inner.x + inner.width * 0.3)} ${n(inner.y + inner.height)}q${n(inner.width * 0.02)} ${n(-inner.height * 0.5)} ${n(inner.width * 0.2)} ${n(-inner.height * 0.5)}t${n(inner.width * 0.2)} ${n(inner.height * 0.5)}Z`,
          dark,
        ) +
        `<circle cx="${n(inner.x + inner.width * 0.5)}" cy="${n(inner.y + inner.height * 0.42)}" r="${n(inner.width * 0.11)}" fill="${dark}"/>`
      : '',
    life === 2
      ? path(
          `M${n(inner.x)} ${n(inner.y)}h${n(inner.width * 0.3)}q0 ${n(inner.height * 0.6)} ${n(-inner.width * 0.3)} ${n(inner.height * 0.8)}Z`,
          frame,
        )
      : '',
  ]
  return [
    rect({ x: x + width * 0.07, y: y + width * 0.07, width, height: height + 3 }, shade),
    rect(box, frame),
    rect(inner, glass),
    ...inside,
    rect({ x: x + width / 2 - edge / 4, y: inner.y, width: edge / 2, height: inner.height }, frame),
    rect({ x: inner.x, y: inner.y + inner.height * 0.38, width: inner.width, height: edge / 2 }, frame),
    rect({ x: x - edge, y: y + height, width: width + edge * 2, height: edge * 1.3 }, frame),
  ].join('')
}
