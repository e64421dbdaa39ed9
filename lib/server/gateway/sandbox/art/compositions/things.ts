/** Bottles, cups and fruit, each standing on its foot. */
import { type Colour, contrast, mix } from '../colour.ts'
import { setBlock } from '../lettering.ts'
import { circle, n, path, rect, stroke, times } from '../stage.ts'

export type Place = { x: number; foot: number; size: number; colour: Colour; shade: Colour; accent: Colour }
type Thing = (place: Place) => string

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

export const things: Readonly<Record<string, Thing>> = {
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
  tin: (place) => tin(place),
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

export function cup(place: Place): string {
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

function tin({ x, foot, size, colour, shade }: Place): string {
  const lid = mix(colour, '#ffffff', 0.3)
  return [
    rect({ x: x - size * 0.3, y: foot - size * 0.62, width: size * 0.6, height: size * 0.62 }, colour),
    rect({ x, y: foot - size * 0.62, width: size * 0.3, height: size * 0.62 }, shade),
    rect({ x: x - size * 0.32, y: foot - size * 0.7, width: size * 0.64, height: size * 0.1 }, lid, 'rx="4"'),
    rect(
      { x, y: foot - size * 0.7, width: size * 0.32, height: size * 0.1 },
      mix(lid, shade, 0.35),
      'rx="4"',
    ),
  ].join('')
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

type Print = { text: string; ink: Colour; paper: Colour; isTin: boolean }

export function labelled({ x, foot, size }: Place, { text, ink, paper, isTin }: Print): string {
  const box = isTin
    ? { x: x - size * 0.3, y: foot - size * 0.5, width: size * 0.6, height: size * 0.36 }
    : { x: x - size * 0.19, y: foot - size * 0.46, width: size * 0.38, height: size * 0.3 }
  const pad = box.width * 0.1
  const inner = { x: box.x + pad, y: box.y + pad, width: box.width - pad * 2, height: box.height - pad * 2 }
  const words = setBlock(text, inner, {
    face: 'serif',
    colour: contrast(ink, paper) > 4 ? ink : '#141416',
    align: 'centre',
    valign: 'middle',
  })
  return rect(box, paper) + words.svg
}
