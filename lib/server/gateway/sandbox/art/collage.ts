/** One picture fills the sheet; several share it, the first the largest, in the order they came. */
import sharp from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import { invalid } from '../refusal.ts'
import type { Colour } from './colour.ts'
import type { Box } from './stage.ts'

type Sheet = { size: PixelSize; ground: Colour }

/** Three bytes a pixel, without transparency. */
export async function layOut(pictures: readonly Buffer[], { size, ground }: Sheet): Promise<Buffer> {
  const gap = pictures.length === 1 ? 0 : Math.round(Math.min(size.width, size.height) / 60)
  const boxes = split(
    { x: gap, y: gap, width: size.width - gap * 2, height: size.height - gap * 2 },
    pictures.length,
    gap,
  )
  const layers = await Promise.all(
    pictures.map(async (picture, at) => {
      const box = boxes[at] ?? { x: 0, y: 0, width: 1, height: 1 }
      return { input: await fitted(picture, box), left: box.x, top: box.y }
    }),
  )
  return sharp({ create: { ...size, channels: 3, background: ground } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer()
}

async function fitted(picture: Buffer, { width, height }: Box): Promise<Buffer> {
  try {
    return await sharp(picture, { failOn: 'error' })
      .autoOrient()
      .resize(width, height, { fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 0 })
      .toBuffer()
  } catch (cause) {
    throw invalid("'image' could not be decoded.", cause)
  }
}

/** The first gets its share of the longer side, the others split what is left, the other way round. */
function split(box: Box, count: number, gap: number): Box[] {
  if (count <= 1) return [box]
  const isWide = box.width >= box.height
  const share = count === 2 ? 0.5 : 0.58
  const long = Math.round((isWide ? box.width : box.height) * share - gap / 2)
  const first = isWide ? { ...box, width: long } : { ...box, height: long }
  const rest = isWide
    ? { ...box, x: box.x + long + gap, width: box.width - long - gap }
    : { ...box, y: box.y + long + gap, height: box.height - long - gap }
  return [first, ...split(rest, count - 1, gap)]
}
