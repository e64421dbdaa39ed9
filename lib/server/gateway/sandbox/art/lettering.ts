/** Words in a place: broken into lines so that they come out as large as they can. */
import { type Box, n } from './stage.ts'
import { type Face, faces, type Line, setLine, unit } from './type.ts'

export type Setting = {
  face: Face
  colour: string
  align?: 'left' | 'centre' | 'right'
  /** Where in the box the block stands. */
  valign?: 'top' | 'middle' | 'bottom'
  /** Largest size, in units of the sheet. */
  maxSize?: number
  maxLines?: number
}

export type Block = { svg: string; box: Box; size: number }

type Layout = { lines: Line[]; size: number; height: number }

export function setBlock(text: string, box: Box, setting: Setting): Block {
  const { lines, size, height } = bestLayout(text, box, setting)
  const free = box.height - height
  const top = box.y + (setting.valign === 'bottom' ? free : setting.valign === 'middle' ? free / 2 : 0)
  const leading = faces[setting.face].leading * size
  const first = top + (lines[0]?.top ?? 0) * size
  const svg = lines
    .map((line, at) => {
      const room = box.width - line.width * size
      const indent = setting.align === 'right' ? room : setting.align === 'centre' ? room / 2 : 0
      return placed(line, { x: box.x + indent, y: first + at * leading, size, colour: setting.colour })
    })
    .join('')
  const width = Math.max(0, ...lines.map((line) => line.width * size))
  const x = setting.align === 'right' ? box.x + box.width - width : box.x
  return { svg, box: { x, y: top, width, height }, size }
}

/** A line by its left edge of ink and its baseline. */
export function placed(line: Line, at: { x: number; y: number; size: number; colour: string }): string {
  const factor = at.size / unit
  const x = at.x - line.left * at.size
  return `<path transform="translate(${n(x)} ${n(at.y)}) scale(${factor.toFixed(5)})" fill="${at.colour}" d="${line.d}"/>`
}

function bestLayout(text: string, box: Box, { face, maxSize, maxLines = 6 }: Setting): Layout {
  const words = text.split(' ')
  let best: Layout = { lines: [], size: 0, height: 0 }
  for (let count = 1; count <= Math.min(maxLines, words.length); count++) {
    const lines = breakInto(words, count, face).map((line) => setLine(line, face))
    const widest = Math.max(0.01, ...lines.map((line) => line.width))
    const tall = heightAtOne(lines, face)
    const size = Math.min(
      box.width / widest,
      box.height / Math.max(0.01, tall),
      maxSize ?? Number.POSITIVE_INFINITY,
    )
    if (size > best.size * 1.04) best = { lines, size, height: tall * size }
  }
  return best
}

function heightAtOne(lines: readonly Line[], face: Face): number {
  const leading = faces[face].leading * (lines.length - 1)
  return (lines[0]?.top ?? 0) + leading + (lines.at(-1)?.bottom ?? 0)
}

/** Lines as even as the words allow. */
function breakInto(words: readonly string[], count: number, face: Face): string[] {
  const widths = words.map((word) => setLine(word, face).width + 0.25)
  const target = widths.reduce((sum, width) => sum + width, 0) / count
  const lines: string[][] = [[]]
  let used = 0
  for (const [at, word] of words.entries()) {
    const width = widths[at] ?? 0
    const isFull = used > 0 && used + width / 2 > target && lines.length < count
    if (isFull) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(word)
    used += width
  }
  return lines.map((line) => line.join(' '))
}
