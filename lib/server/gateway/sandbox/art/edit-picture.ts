/** Pictures worked on: laid together in their order, graded by the prompt's words, and lettered. */
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import { createRandom } from '../random.ts'
import { layOut } from './collage.ts'
import { atLightness, type Colour, lightness } from './colour.ts'
import { grainOverlay } from './grain.ts'
import { overlayFor } from './overlay.ts'
import { choosePalette, deepest, lightest, type Palette } from './palette.ts'
import { type Reading, readPrompt } from './reading.ts'
import { type Stage, sheetOf } from './stage.ts'

export type EditWish = {
  prompt: string
  seed: number
  size: PixelSize
  /** At least one. */
  pictures: readonly Buffer[]
  /** Where it is transparent the pictures are edited; elsewhere they stay as they are. */
  stencil?: Buffer
}

export async function editPicture(wish: EditWish): Promise<Buffer> {
  const { size, stencil } = wish
  const reading = readPrompt(wish.prompt)
  const random = createRandom(`edit ${reading.key}\0${wish.seed}`)
  const palette = choosePalette(reading, random)
  const before = await layOut(wish.pictures, { size, ground: palette.ground })
  const stage: Stage = { ...sheetOf(size), palette, reading, random }
  const graded = await grade(before, { reading, palette, size })
  const overlay = Buffer.from(overlayFor(stage, size))
  const after = await sharp(graded, { raw: { ...size, channels: 3 } })
    .composite([{ input: overlay }, grainOverlay(0.6, size)])
    .removeAlpha()
    .raw()
    .toBuffer()
  const kept = stencil ? [await keptParts(before, stencil, size)] : []
  return sharp(after, { raw: { ...size, channels: 3 } })
    .composite(kept)
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toBuffer()
}

type Grading = { reading: Reading; palette: Palette; size: PixelSize }

async function grade(before: Buffer, { reading, palette, size }: Grading): Promise<Buffer> {
  const picture = sharp(before, { raw: { ...size, channels: 3 } })
  const says = (...words: string[]) => words.some((word) => reading.words.has(word))
  const steps: [boolean, (image: Sharp) => Sharp][] = [
    [
      says('blur', 'blurred', 'soft', 'dreamy', 'bokeh'),
      (image) => image.blur(Math.max(1, size.width / 140)),
    ],
    [says('sharp', 'crisp', 'sharper', 'detail', 'detailed'), (image) => image.sharpen({ sigma: 1.4 })],
    [says('flip', 'mirror', 'mirrored'), (image) => image.flop()],
    [says('negative', 'invert', 'inverted'), (image) => image.negate()],
    [
      says('vivid', 'saturated', 'vibrant', 'colourful', 'colorful'),
      (image) => image.modulate({ saturation: 1.6 }),
    ],
  ]
  const worked = steps.reduce((image, [wanted, step]) => (wanted ? step(image) : image), picture)
  const toned = await worked.removeAlpha().raw().toBuffer()
  const tone = toneOf(reading, palette)
  return tone ? toDuotone(toned, { ...tone, size }) : toned
}

/** The colours that darks and lights become; null where the picture keeps its own. */
function toneOf({ words, colours }: Reading, palette: Palette): { dark: Colour; light: Colour } | null {
  const says = (...names: string[]) => names.some((name) => words.has(name))
  if (says('monochrome', 'greyscale', 'grayscale', 'noir', 'bw')) return { dark: '#111214', light: '#f6f4ef' }
  if (says('night', 'midnight')) return { dark: '#05081a', light: '#8fa6e8' }
  if (says('sunset', 'warm', 'golden', 'autumn')) return { dark: '#2b1030', light: '#ffd9a0' }
  if (says('winter', 'cold', 'cool', 'frozen', 'snow')) return { dark: '#0d2238', light: '#eaf4fb' }
  if (says('sepia', 'vintage', 'old')) return { dark: '#2a1a10', light: '#f1dfc0' }
  const asked = colours.hexes.length > 0 ? colours.hexes : colours.named
  const wantsTone = says(
    'duotone',
    'monotone',
    'recolour',
    'recolor',
    'palette',
    'tint',
    'tone',
    'riso',
    'risograph',
  )
  const keeps = says(
    'keep',
    'only',
    'add',
    'unchanged',
    'same',
    'rest',
    'sharp',
    'blur',
    'flip',
    'mirror',
    'vivid',
    'invert',
  )
  if (keeps && !wantsTone) return null
  return asked.length > 0 ? between(asked, palette) : { dark: deepest(palette), light: lightest(palette) }
}

/** From the darkest to the lightest that was asked for; a single colour goes with what lies across from it. */
function between(asked: readonly Colour[], palette: Palette): { dark: Colour; light: Colour } {
  const sorted = [...asked].sort((one, other) => lightness(one) - lightness(other))
  const [dark = palette.ink] = sorted
  const light = sorted.at(-1) ?? palette.ground
  if (lightness(light) - lightness(dark) > 0.25) return { dark, light }
  return lightness(dark) < 0.5
    ? { dark, light: atLightness(dark, 0.95) }
    : { dark: atLightness(dark, 0.2), light }
}

type Duotone = { dark: Colour; light: Colour; size: PixelSize }

/** What each primary adds to lightness. */
const luma: [number, number, number] = [0.2126, 0.7152, 0.0722]

async function toDuotone(pixels: Buffer, { dark, light, size }: Duotone): Promise<Buffer> {
  const low = channels(dark)
  const high = channels(light)
  const slope = high.map((value, at) => (value - (low[at] ?? 0)) / 255)
  const grey = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .normalise({ lower: 1, upper: 99 })
    .recomb([luma, luma, luma])
    .raw()
    .toBuffer()
  return sharp(grey, { raw: { ...size, channels: 3 } })
    .linear(slope, low)
    .raw()
    .toBuffer()
}

function channels(colour: Colour): number[] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** The picture as it was, with the stencil's alpha: laid over the work, it undoes it where nothing was to change. */
async function keptParts(before: Buffer, stencil: Buffer, size: PixelSize): Promise<OverlayOptions> {
  const alpha = await sharp(stencil)
    .resize(size.width, size.height, { fit: 'fill' })
    .ensureAlpha()
    .extractChannel('alpha')
    .raw()
    .toBuffer()
  const input = await sharp(before, { raw: { ...size, channels: 3 } })
    .joinChannel(alpha, { raw: { ...size, channels: 1 } })
    .raw()
    .toBuffer()
  return { input, raw: { ...size, channels: 4 } }
}
