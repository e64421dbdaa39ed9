/** A head and shoulders from a few plain shapes, half in the light. */
import { type Colour, mix } from '../colour.ts'
import { deepest, lightest, warmest } from '../palette.ts'
import { circle, type Drawing, n, path, rect, type Stage, stroke, times } from '../stage.ts'

type Sitter = {
  x: number
  y: number
  /** Half the width of the face. */
  r: number
  skin: Colour
  shade: Colour
  hair: Colour
  coat: Colour
  accent: Colour
}

export function portrait(stage: Stage): Drawing {
  const { width, height, palette, random } = stage
  const [lead, second, third] = palette.hues
  const short = Math.min(width, height)
  const deep = deepest(palette)
  const warm = warmest(palette)
  const skin = mix(lightest(palette), warm, random.pick([0.22, 0.4, 0.62]))
  const sitter: Sitter = {
    x: width * random.between(0.44, 0.56),
    y: height * 0.44,
    r: short * random.between(0.15, 0.185),
    skin,
    shade: mix(skin, mix(warm, deep, 0.4), 0.42),
    hair: random.chance(0.6) ? deep : mix(second, deep, 0.35),
    coat: random.pick([lead, second, third]),
    accent: random.pick([third, lead, warm]),
  }
  const face = random.pick([1, -1])
  return {
    body: [
      backdrop(stage, sitter),
      `<g transform="translate(${n(sitter.x)} 0) scale(${face} 1) translate(${n(-sitter.x)} 0)">${figure(stage, sitter)}</g>`,
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.82, width: width * 0.86, height: height * 0.12 },
    titleInk: palette.isDark ? palette.ink : palette.ground,
    grain: 0.85,
  }
}

function backdrop({ width, height, palette, random }: Stage, { x, y, r, coat }: Sitter): string {
  const colours = palette.hues.filter((colour) => colour !== coat)
  const [one = palette.hues[0], two = palette.hues[1]] = random.shuffle(colours)
  const kind = random.integer(4)
  if (kind === 0) return circle({ x, y: y - r * 0.2, r: r * 2.35 }, one)
  if (kind === 1)
    return (
      rect({ x: 0, y: 0, width: width / 2, height }, one) +
      rect({ x: width / 2, y: 0, width: width / 2, height }, mix(two, palette.ground, 0.35))
    )
  if (kind === 2) {
    return (
      times(14, (at) => {
        const from = (at * Math.PI) / 7
        const reach = width + height
        return at % 2 === 0
          ? ''
          : path(
              `M${n(x)} ${n(y)}L${n(x + Math.cos(from) * reach)} ${n(y + Math.sin(from) * reach)}L${n(x + Math.cos(from + Math.PI / 7) * reach)} ${n(y + Math.sin(from + Math.PI / 7) * reach)}Z`,
              mix(one, palette.ground, 0.3),
            )
      }).join('') + circle({ x, y, r: r * 1.9 }, two)
    )
  }
  return path(
    `M${n(x - r * 2.2)} ${n(height)}V${n(y)}a${n(r * 2.2)} ${n(r * 2.2)} 0 0 1 ${n(r * 4.4)} 0V${n(height)}Z`,
    one,
  )
}

function figure(stage: Stage, sitter: Sitter): string {
  const { height, random } = stage
  const { x, y, r, skin, shade, coat, accent } = sitter
  const chin = y + r * 1.32
  const shoulder = chin + r * 0.92
  const hairStyle = random.integer(5)
  const coatShape = `M${n(x - r * 3.1)} ${n(height + 10)}C${n(x - r * 3)} ${n(shoulder + r * 0.3)} ${n(x - r * 1.7)} ${n(shoulder - r * 0.1)} ${n(x - r * 0.62)} ${n(shoulder - r * 0.32)}H${n(x + r * 0.62)}C${n(x + r * 1.7)} ${n(shoulder - r * 0.1)} ${n(x + r * 3)} ${n(shoulder + r * 0.3)} ${n(x + r * 3.1)} ${n(height + 10)}Z`
  const neck = `M${n(x - r * 0.46)} ${n(y + r * 0.7)}V${n(shoulder - r * 0.3)}Q${n(x)} ${n(shoulder + r * 0.42)} ${n(x + r * 0.46)} ${n(shoulder - r * 0.3)}V${n(y + r * 0.7)}Z`
  const head = `M${n(x - r)} ${n(y - r * 0.2)}C${n(x - r)} ${n(y - r * 1.55)} ${n(x + r)} ${n(y - r * 1.55)} ${n(x + r)} ${n(y - r * 0.2)}C${n(x + r)} ${n(y + r * 0.75)} ${n(x + r * 0.5)} ${n(chin)} ${n(x)} ${n(chin)}S${n(x - r)} ${n(y + r * 0.75)} ${n(x - r)} ${n(y - r * 0.2)}Z`
  const collar = random.chance(0.5)
    ? path(
        `M${n(x - r * 0.75)} ${n(shoulder - r * 0.42)}L${n(x)} ${n(shoulder + r * 0.8)}L${n(x + r * 0.75)} ${n(shoulder - r * 0.42)}L${n(x + r * 0.46)} ${n(shoulder - r * 0.5)}L${n(x)} ${n(shoulder + r * 0.2)}L${n(x - r * 0.46)} ${n(shoulder - r * 0.5)}Z`,
        accent,
      )
    : rect({ x: x - r * 0.62, y: shoulder - r * 0.72, width: r * 1.24, height: r * 0.52 }, accent, 'rx="12"')
  return [
    hairBehind(sitter, hairStyle),
    path(coatShape, coat),
    path(
      `M${n(x)} ${n(shoulder)}C${n(x + r * 1.7)} ${n(shoulder - r * 0.1)} ${n(x + r * 3)} ${n(shoulder + r * 0.3)} ${n(x + r * 3.1)} ${n(height + 10)}H${n(x + r * 0.7)}Z`,
      '#000',
      'fill-opacity="0.1"',
    ),
    path(neck, shade),
    collar,
    path(head, skin),
    `<clipPath id="head"><path d="${head}"/></clipPath>`,
    `<g clip-path="url(#head)">${path(`M${n(x + r * 0.02)} ${n(y - r * 2)}V${n(y - r * 0.3)}L${n(x - r * 0.18)} ${n(y + r * 0.3)}H${n(x + r * 0.05)}V${n(chin + 10)}H${n(x + r * 2)}V${n(y - r * 2)}Z`, shade)}${circle({ x: x - r * 0.62, y: y + r * 0.5, r: r * 0.2 }, mix(skin, accent, 0.35))}</g>`,
    features(stage, sitter),
    hairFront(sitter, hairStyle),
    random.chance(0.45) ? earring(sitter) : '',
  ].join('')
}

function features({ palette, random, reading }: Stage, { x, y, r, skin, shade, accent }: Sitter): string {
  const dark = deepest(palette)
  const lip = mix(warmest(palette), dark, 0.25)
  const pen = { colour: dark, width: r * 0.075 }
  const eye = (side: number) => {
    const cx = x + side * r * 0.44
    const lid = stroke(
      `M${n(cx - r * 0.2)} ${n(y)}q${n(r * 0.2)} ${n(-r * 0.17)} ${n(r * 0.4)} 0`,
      pen,
      'stroke-linecap="round"',
    )
    const brow = stroke(
      `M${n(cx - r * 0.24)} ${n(y - r * 0.3)}q${n(r * 0.22)} ${n(-r * 0.16)} ${n(r * 0.48)} ${n(-r * 0.02)}`,
      pen,
      'stroke-linecap="round"',
    )
    return lid + brow + circle({ x: cx, y: y + r * 0.005, r: r * 0.085 }, dark)
  }
  const glasses = (side: number) =>
    circle({ x: x + side * r * 0.46, y: y + r * 0.02, r: r * 0.36 }, dark) +
    path(
      `M${n(x + side * r * 0.46 - r * 0.2)} ${n(y - r * 0.18)}l${n(r * 0.16)} ${n(-r * 0.08)}l${n(-r * 0.02)} ${n(r * 0.4)}l${n(-r * 0.14)} ${n(r * 0.02)}Z`,
      accent,
      'fill-opacity="0.8"',
    )
  const shut = (side: number) =>
    stroke(
      `M${n(x + side * r * 0.44 - r * 0.2)} ${n(y - r * 0.02)}q${n(r * 0.2)} ${n(r * 0.17)} ${n(r * 0.4)} 0`,
      pen,
      'stroke-linecap="round"',
    )
  const look = reading.words.has('sunglasses') ? 1 : random.pick([0, 0, 1, 2])
  const eyes =
    look === 0
      ? [-1, 1].map(eye)
      : look === 1
        ? [
            ...[-1, 1].map(glasses),
            rect({ x: x - r * 0.14, y: y - r * 0.05, width: r * 0.28, height: r * 0.08 }, dark),
          ]
        : [-1, 1].map(shut)
  const mouth = y + r * 0.82
  return [
    ...eyes,
    stroke(
      `M${n(x + r * 0.02)} ${n(y - r * 0.2)}L${n(x - r * 0.18)} ${n(y + r * 0.34)}H${n(x + r * 0.08)}`,
      { colour: mix(shade, dark, 0.3), width: r * 0.05 },
      'stroke-linecap="round" stroke-linejoin="round"',
    ),
    path(
      `M${n(x - r * 0.28)} ${n(mouth)}q${n(r * 0.14)} ${n(-r * 0.13)} ${n(r * 0.28)} ${n(-r * 0.04)}q${n(r * 0.14)} ${n(-r * 0.09)} ${n(r * 0.28)} ${n(r * 0.04)}q${n(-r * 0.28)} ${n(r * 0.26)} ${n(-r * 0.56)} 0Z`,
      lip,
    ),
    stroke(`M${n(x - r * 0.26)} ${n(mouth)}h${n(r * 0.52)}`, { colour: mix(lip, skin, 0.35), width: 1.6 }),
  ].join('')
}

function hairBehind({ x, y, r, hair }: Sitter, style: number): string {
  if (style === 0)
    return path(
      `M${n(x - r * 1.3)} ${n(y + r * 2.6)}C${n(x - r * 1.9)} ${n(y - r * 1.2)} ${n(x - r * 1.2)} ${n(y - r * 1.9)} ${n(x)} ${n(y - r * 1.8)}S${n(x + r * 1.9)} ${n(y - r * 1.2)} ${n(x + r * 1.3)} ${n(y + r * 2.6)}Z`,
      hair,
    )
  if (style === 1) return circle({ x, y: y - r * 0.55, r: r * 1.72 }, hair)
  if (style === 2) return circle({ x, y: y - r * 1.75, r: r * 0.62 }, hair)
  if (style === 3)
    return path(
      `M${n(x - r * 1.32)} ${n(y + r * 1.1)}V${n(y - r * 0.4)}A${n(r * 1.32)} ${n(r * 1.32)} 0 0 1 ${n(x + r * 1.32)} ${n(y - r * 0.4)}V${n(y + r * 1.1)}Z`,
      hair,
    )
  return ''
}

function hairFront({ x, y, r, hair, accent }: Sitter, style: number): string {
  if (style === 1)
    return path(
      `M${n(x - r * 1.02)} ${n(y - r * 0.5)}Q${n(x)} ${n(y - r * 0.95)} ${n(x + r * 1.02)} ${n(y - r * 0.5)}Q${n(x + r * 0.9)} ${n(y - r * 1.5)} ${n(x)} ${n(y - r * 1.5)}T${n(x - r * 1.02)} ${n(y - r * 0.5)}Z`,
      hair,
    )
  if (style === 3)
    return path(
      `M${n(x - r * 1.04)} ${n(y - r * 0.35)}V${n(y - r * 0.6)}A${n(r * 1.04)} ${n(r * 0.95)} 0 0 1 ${n(x + r * 1.04)} ${n(y - r * 0.6)}V${n(y - r * 0.35)}Z`,
      hair,
    )
  if (style === 4) {
    const brim = `M${n(x - r * 1.9)} ${n(y - r * 0.62)}Q${n(x)} ${n(y - r * 1.15)} ${n(x + r * 1.9)} ${n(y - r * 0.62)}Q${n(x)} ${n(y - r * 0.42)} ${n(x - r * 1.9)} ${n(y - r * 0.62)}Z`
    const crown = `M${n(x - r * 1.02)} ${n(y - r * 0.72)}Q${n(x - r * 1.05)} ${n(y - r * 2.1)} ${n(x)} ${n(y - r * 1.9)}Q${n(x + r * 1.05)} ${n(y - r * 2.1)} ${n(x + r * 1.02)} ${n(y - r * 0.72)}Z`
    return (
      path(crown, hair) +
      path(
        `M${n(x - r * 1.02)} ${n(y - r * 1.02)}Q${n(x)} ${n(y - r * 1.32)} ${n(x + r * 1.02)} ${n(y - r * 1.02)}V${n(y - r * 0.7)}Q${n(x)} ${n(y - r)} ${n(x - r * 1.02)} ${n(y - r * 0.7)}Z`,
        accent,
      ) +
      path(brim, hair)
    )
  }
  return path(
    `M${n(x - r * 1.03)} ${n(y + r * 0.1)}C${n(x - r * 1.15)} ${n(y - r * 1.1)} ${n(x - r * 0.5)} ${n(y - r * 1.42)} ${n(x)} ${n(y - r * 1.4)}C${n(x + r * 0.6)} ${n(y - r * 1.42)} ${n(x + r * 1.15)} ${n(y - r * 1.05)} ${n(x + r * 1.03)} ${n(y + r * 0.1)}C${n(x + r * 0.9)} ${n(y - r * 0.5)} ${n(x + r * 0.4)} ${n(y - r * 0.75)} ${n(x + r * 0.15)} ${n(y - r * 1.05)}C${n(x - r * 0.2)} ${n(y - r * 0.6)} ${n(x - r * 0.9)} ${n(y - r * 0.5)} ${n(x - r * 1.03)} ${n(y + r * 0.1)}Z`,
    hair,
  )
}

function earring({ x, y, r, accent }: Sitter): string {
  return [-1, 1]
    .map((side) => circle({ x: x + side * r * 1.02, y: y + r * 0.62, r: r * 0.14 }, accent))
    .join('')
}
