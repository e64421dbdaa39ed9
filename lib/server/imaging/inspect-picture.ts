import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type OutputInfo } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import type { KeptFormat } from '#lib/shared/image.ts'
import { ImageUnreadable, type Inspection } from './imaging.ts'
import type { ImagingJob } from './imaging-messages.ts'
import { isContainerWhole, sniffFormat } from './picture-frame.ts'

export const maxPixels = 30_000_000

const thumbhashSide = 100
// The first efforts cost half of what the default does and lose a few per cent of size.
const webp = { quality: 78, effort: 1 }

// Every decoder is shut but those of the three kept formats: the others have been ways in.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngFile',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadWebpBuffer',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

type Pixels = { data: Buffer; info: OutputInfo }

/** The work of the imaging child: see `Imaging.inspect`. */
export async function inspectPicture({ file, folder, sizes }: Omit<ImagingJob, 'id'>): Promise<Inspection> {
  const format = await requireFormat(file)
  const { width, height, large } = await decode(file, format, sizes.large)
  const preview = await shrink(large, sizes.preview)
  const thumbnail = await shrink(preview, sizes.thumbnail)
  const derivatives = [
    { variant: 'large' as const, pixels: large },
    { variant: 'preview' as const, pixels: preview },
    { variant: 'thumbnail' as const, pixels: thumbnail },
  ]
  const files: Inspection['derivatives'] = []
  for (const { variant, pixels } of derivatives) {
    const path = join(folder, `${variant}.webp`)
    await writeFile(path, await fromPixels(pixels).webp(webp).toBuffer())
    files.push({ variant, file: path })
  }
  return { format, width, height, thumbhash: await toThumbhash(thumbnail), derivatives: files }
}

async function requireFormat(file: string): Promise<KeptFormat> {
  const handle = await open(file, 'r')
  try {
    const format = await sniffFormat(handle)
    if (!format) throw new ImageUnreadable('It is neither PNG, JPEG nor WebP.')
    if (!(await isContainerWhole(handle, format))) throw new ImageUnreadable('It ends before its end.')
    return format
  } finally {
    await handle.close()
  }
}

/** Decodes every row once. From here on nothing larger than the largest derivative is held. */
async function decode(file: string, format: KeptFormat, side: number) {
  const source = sharp(file, { failOn: 'warning', limitInputPixels: maxPixels, sequentialRead: true })
  try {
    const seen = await source.metadata()
    if (seen.format !== format) throw new ImageUnreadable('It is not what it says it is.')
    if ((seen.pages ?? 1) > 1) throw new ImageUnreadable('It has more than one picture.')
    const large = await source
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { width: seen.autoOrient.width, height: seen.autoOrient.height, large }
  } catch (error) {
    if (error instanceof ImageUnreadable) throw error
    throw new ImageUnreadable('It cannot be decoded.', { cause: error })
  }
}

async function shrink(pixels: Pixels, side: number): Promise<Pixels> {
  if (Math.max(pixels.info.width, pixels.info.height) <= side) return pixels
  return fromPixels(pixels)
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
}

function fromPixels({ data, info: { width, height, channels } }: Pixels) {
  return sharp(data, { raw: { width, height, channels } })
}

async function toThumbhash(pixels: Pixels): Promise<string> {
  const { data, info } = await fromPixels(pixels)
    .resize(thumbhashSide, thumbhashSide, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
