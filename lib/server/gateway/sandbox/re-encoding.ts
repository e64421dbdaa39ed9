/** The formats a provider does not give, made from the one it does. */
import sharp from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import type { OutputFormat } from './provider.ts'
import { invalid } from './refusal.ts'

/** Larger pictures are not made into AVIF: it takes too long to wait for. */
const maxAvifSide = 1600

/** Refused before anything is drawn, and in a dry run too. */
export function assertEncodable({ width, height }: PixelSize, format: OutputFormat): void {
  if (format === 'avif' && Math.max(width, height) > maxAvifSide) {
    throw invalid(`AVIF is made up to ${maxAvifSide} pixels a side.`)
  }
}

type Output = { format: OutputFormat; compression: number | null }

export async function reEncode(png: Buffer, { format, compression }: Output): Promise<Buffer> {
  // 0 is OpenAI's way to say "as small as can be"; the encoders begin at 1.
  const quality = Math.max(1, compression ?? 100)
  const picture = sharp(png)
  if (format === 'jpeg')
    return picture.flatten({ background: '#fff' }).jpeg({ quality, mozjpeg: false }).toBuffer()
  if (format === 'webp') return picture.webp({ quality, effort: 2 }).toBuffer()
  if (format === 'gif') return picture.gif({ effort: 3 }).toBuffer()
  if (format === 'avif') return picture.avif({ quality, effort: 1 }).toBuffer()
  return png
}
