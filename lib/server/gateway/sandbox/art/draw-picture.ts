/** A picture from words and a seed: always the same for the same, and never by chance alone. */
import sharp from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import { createRandom } from '../random.ts'
import { chooseComposition } from './compositions/choice.ts'
import { grainOverlay } from './grain.ts'
import { choosePalette } from './palette.ts'
import { readPrompt } from './reading.ts'
import { rect, type Stage, sheetOf, sheetSvg } from './stage.ts'
import { setTitle } from './title.ts'

export type PictureWish = { prompt: string; seed: number; size: PixelSize }

export async function drawPicture(wish: PictureWish): Promise<Buffer> {
  const { svg, grain } = composePicture(wish)
  return sharp(Buffer.from(svg), { limitInputPixels: false })
    .composite([grainOverlay(grain, wish.size)])
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toBuffer()
}

export function composePicture({ prompt, seed, size }: PictureWish): { svg: string; grain: number } {
  const reading = readPrompt(prompt)
  const random = createRandom(`${reading.key}\0${seed}`)
  const palette = choosePalette(reading, createRandom(`palette ${reading.key} ${seed}`))
  const stage: Stage = { ...sheetOf(size), palette, reading, random }
  const drawing = chooseComposition(reading, random)(stage)
  const ground = rect({ x: 0, y: 0, width: stage.width, height: stage.height }, palette.ground)
  const body = `${ground}${drawing.body}${setTitle(stage, drawing)}`
  return { svg: sheetSvg(stage, size, body), grain: drawing.grain ?? 0.6 }
}
