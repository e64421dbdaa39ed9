/** Type as outlines, from bundled faces, so that it looks the same on a machine that has no fonts. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import opentype from 'opentype.js'

type Font = ReturnType<typeof opentype.parse>
type Glyph = ReturnType<Font['charToGlyph']>

export const faces = {
  /** Heavy, wide, plain: the poster's voice. */
  grotesk: { files: 'archivo/files/archivo-*-900-normal.woff', tracking: -0.025, leading: 0.86 },
  /** For what is small. */
  text: { files: 'archivo/files/archivo-*-500-normal.woff', tracking: 0.01, leading: 1.2 },
  condensed: { files: 'anton/files/anton-*-400-normal.woff', tracking: -0.005, leading: 0.98 },
  serif: {
    files: 'instrument-serif/files/instrument-serif-*-400-normal.woff',
    tracking: -0.02,
    leading: 0.92,
  },
  italic: {
    files: 'instrument-serif/files/instrument-serif-*-400-italic.woff',
    tracking: -0.015,
    leading: 0.92,
  },
} as const
export type Face = keyof typeof faces

/** A line set at a size of `unit`; measures are shares of the size, of the ink and not of the metal. */
export type Line = { d: string; left: number; width: number; top: number; bottom: number }

export const unit = 1000
const subsets = ['latin', 'latin-ext'] as const
const { resolve } = createRequire(import.meta.url)
const fonts = new Map<string, Font>()
const lines = new Map<string, Line>()
const keptLines = 200

export function setLine(text: string, face: Face): Line {
  const key = `${face} ${text}`
  const known = lines.get(key)
  if (known) return known
  const line = drawLine(text, face)
  lines.set(key, line)
  if (lines.size > keptLines) lines.delete(lines.keys().next().value ?? '')
  return line
}

/** True when most of it can be set: the faces are Latin. */
export function canSet(text: string): boolean {
  const letters = [...text].filter((letter) => letter.trim() !== '')
  const known = letters.filter((letter) => fontFor(letter, 'grotesk') !== null)
  return letters.length > 0 && known.length > letters.length * 0.6
}

function drawLine(text: string, face: Face): Line {
  const whole = new opentype.Path()
  let x = 0
  let before: { font: Font; glyph: Glyph } | null = null
  for (const letter of text) {
    const font = fontFor(letter, face)
    if (!font) continue
    const glyph = font.charToGlyph(letter)
    const em = unit / font.unitsPerEm
    if (before && before.font === font) x += font.getKerningValue(before.glyph, glyph) * em
    whole.extend(glyph.getPath(x, 0, unit))
    x += (glyph.advanceWidth ?? 0) * em + faces[face].tracking * unit
    before = { font, glyph }
  }
  const { x1, x2, y1, y2 } = whole.getBoundingBox()
  if (!(x2 > x1)) return { d: '', left: 0, width: 0, top: 0, bottom: 0 }
  return {
    d: whole.toPathData(0),
    left: x1 / unit,
    width: (x2 - x1) / unit,
    top: -y1 / unit,
    bottom: y2 / unit,
  }
}

/** The first subset that has the letter; null when none has. */
function fontFor(letter: string, face: Face): Font | null {
  for (const subset of subsets) {
    const font = loadFont(faces[face].files.replace('*', subset))
    if (font.charToGlyphIndex(letter) > 0) return font
  }
  return null
}

function loadFont(file: string): Font {
  const known = fonts.get(file)
  if (known) return known
  const bytes = readFileSync(resolve(`@fontsource/${file}`))
  const font = opentype.parse(new Uint8Array(bytes).buffer)
  fonts.set(file, font)
  return font
}
