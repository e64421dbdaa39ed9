/** What a composition draws on: a sheet of one size for every resolution, so that a picture only gets sharper. */
import type { PixelSize } from '#lib/shared/image.ts'
import type { Random } from '../random.ts'
import type { Palette } from './palette.ts'
import type { Reading } from './reading.ts'

export type Stage = {
  /** Width × height is always a million, whatever the pixels. */
  width: number
  height: number
  palette: Palette
  reading: Reading
  random: Random
}

export function sheetOf(size: PixelSize): Pick<Stage, 'width' | 'height'> {
  const ratio = size.width / size.height
  return { width: 1000 * Math.sqrt(ratio), height: 1000 / Math.sqrt(ratio) }
}

export function sheetSvg(
  { width, height }: Pick<Stage, 'width' | 'height'>,
  size: PixelSize,
  body: string,
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${body}</svg>`
}

export type Box = { x: number; y: number; width: number; height: number }

export type Drawing = {
  /** SVG, without its root element. */
  body: string
  /** The composition has set the words itself. */
  isSet?: boolean
  /** Where lettering disturbs least; where there is no such place it gets a label. */
  quiet?: Box
  /** Colour that reads in the quiet place; the palette's ink if not said. */
  titleInk?: string
  /** Of the paper's grain, 0 to 1. */
  grain?: number
}

export type Composition = (stage: Stage) => Drawing

/** Numbers for SVG: a hundredth of a thousandth of the sheet is enough for anybody. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function rect(box: Box, fill: string, more = ''): string {
  return `<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}" fill="${fill}" ${more}/>`
}

export type Disc = { x: number; y: number; r: number }

export function circle({ x, y, r }: Disc, fill: string, more = ''): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`
}

export type Pen = { colour: string; width: number }

export function stroke(d: string, { colour, width }: Pen, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" ${more}/>`
}

export type Point = readonly [x: number, y: number]

export function polyline(points: readonly Point[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('')
}

/** A smooth line through all points (Catmull-Rom as Béziers). */
export function curve(points: readonly Point[], tension = 1): string {
  const [first] = points
  if (!first) return ''
  let d = `M${n(first[0])} ${n(first[1])}`
  for (let at = 0; at < points.length - 1; at++) {
    const before = points[at - 1] ?? points[at] ?? first
    const from = points[at] ?? first
    const to = points[at + 1] ?? first
    const after = points[at + 2] ?? to
    const pull = tension / 6
    d += `C${n(from[0] + (to[0] - before[0]) * pull)} ${n(from[1] + (to[1] - before[1]) * pull)} ${n(to[0] - (after[0] - from[0]) * pull)} ${n(to[1] - (after[1] - from[1]) * pull)} ${n(to[0])} ${n(to[1])}`
  }
  return d
}

/** From top to bottom unless turned. */
export function gradient(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
  turn = '',
): string {
  const marks = stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1" ${turn}>${marks}</linearGradient>`
}

export function glow(
  id: string,
  colour: string,
  stops: readonly (readonly [offset: number, opacity: number])[],
): string {
  const marks = stops
    .map(([offset, opacity]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
    .join('')
  return `<radialGradient id="${id}">${marks}</radialGradient>`
}

export function mirrored(body: string, width: number): string {
  return `<g transform="translate(${n(width)} 0) scale(-1 1)">${body}</g>`
}

export function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: Math.max(0, Math.round(count)) }, (_, at) => make(at))
}
