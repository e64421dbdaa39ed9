import { mkdtempSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import pino from 'pino'
import sharp from 'sharp'
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash'
import { afterAll, describe, expect, test } from 'vitest'
import { ImageUnreadable, type Inspection } from './imaging.ts'
import { openImaging } from './open-imaging.ts'

const imaging = openImaging({ log: pino({ level: 'silent' }) })
const root = mkdtempSync(join(tmpdir(), 'pictures-'))

afterAll(async () => {
  await imaging[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

async function inspect(bytes: Uint8Array | string): Promise<Inspection> {
  const folder = await mkdtemp(join(root, 'one-'))
  const file = join(folder, 'picture')
  await writeFile(file, bytes)
  return imaging.inspect(file, folder)
}

/** A picture of gradients and noise, as hard to compress as a photograph. */
async function aPhotograph(width: number, height: number) {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  const grain = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .raw()
    .toBuffer()
  const raw = { width, height, channels: 3 as const }
  return sharp(grain, { raw })
}

function aGradient(width = 900, height = 600) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    pixels[at * 3] = ((at % width) / width) * 255
    pixels[at * 3 + 1] = (Math.floor(at / width) / height) * 255
    pixels[at * 3 + 2] = 60
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

describe('a whole picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'as %s gives its size, a placeholder and three smaller ones',
    async (format) => {
      const picture = aGradient(2000, 1000)

      const { derivatives, thumbhash, ...rest } = await inspect(await picture.toFormat(format).toBuffer())

      expect(rest).toEqual({ format, width: 2000, height: 1000 })
      const sizes = await Promise.all(
        derivatives.map(async ({ variant, file }) => {
          const { format: kind, width, height, space, exif, icc } = await sharp(file).metadata()
          return { variant, kind, width, height, space, metadata: Boolean(exif ?? icc) }
        }),
      )
      expect(sizes).toEqual([
        { variant: 'large', kind: 'webp', width: 1280, height: 640, space: 'srgb', metadata: false },
        { variant: 'preview', kind: 'webp', width: 640, height: 320, space: 'srgb', metadata: false },
        { variant: 'thumbnail', kind: 'webp', width: 320, height: 160, space: 'srgb', metadata: false },
      ])
      const hash = Buffer.from(thumbhash, 'base64')
      expect(hash.length).toBeLessThan(35)
      expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(2, 0)
    },
  )

  test('that is small is never enlarged', async () => {
    const { derivatives } = await inspect(await aGradient(400, 300).png().toBuffer())

    const sizes = await Promise.all(derivatives.map(async ({ file }) => (await sharp(file).metadata()).width))
    expect(sizes).toEqual([400, 400, 320])
  })

  test('of one pixel is a picture', async () => {
    expect(await inspect(await aGradient(1, 1).png().toBuffer())).toMatchObject({ width: 1, height: 1 })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'lying on its side (orientation %i) is measured and shown upright',
    async (orientation) => {
      const bytes = await aGradient(300, 200).withMetadata({ orientation }).jpeg().toBuffer()

      const { width, height, derivatives } = await inspect(bytes)

      const upright = orientation > 4 ? { width: 200, height: 300 } : { width: 300, height: 200 }
      expect({ width, height }).toEqual(upright)
      const large = derivatives.find(({ variant }) => variant === 'large')
      const { data, info } = await sharp(large?.file).raw().toBuffer({ resolveWithObject: true })
      expect({ width: info.width, height: info.height }).toEqual(upright)
      const shown = await sharp(bytes).autoOrient().raw().toBuffer()
      expect(Math.abs((data[0] ?? 0) - (shown[0] ?? 0))).toBeLessThan(12)
    },
  )

  test.each<[string, () => Promise<Buffer>]>([
    ['in greys', async () => aGradient().toColourspace('b-w').png().toBuffer()],
    ['with 16 bits a channel', async () => aGradient().toColourspace('rgb16').png().toBuffer()],
    ['with a palette', async () => aGradient().png({ palette: true, colours: 16 }).toBuffer()],
    ['that is interlaced', async () => aGradient().png({ progressive: true }).toBuffer()],
    ['for print, in CMYK', async () => aGradient().toColourspace('cmyk').jpeg().toBuffer()],
    ['with a wide gamut', async () => aGradient().withIccProfile('p3').png().toBuffer()],
    ['with text in it', async () => withText(await aGradient().png().toBuffer())],
    [
      'with something behind its end',
      async () => Buffer.concat([await aGradient().jpeg().toBuffer(), Buffer.from('<script>')]),
    ],
  ])('%s is read, and shown in plain colours', async (_, make) => {
    const { derivatives, width, height } = await inspect(await make())

    expect({ width, height }).toEqual({ width: 900, height: 600 })
    for (const { file } of derivatives) {
      expect(await sharp(file).metadata()).toMatchObject({
        format: 'webp',
        space: 'srgb',
        channels: 3,
        depth: 'uchar',
      })
    }
  })

  test('with a transparent ground keeps it', async () => {
    const background = { r: 200, g: 40, b: 40, alpha: 0.5 }
    const bytes = await sharp({ create: { width: 100, height: 80, channels: 4, background } })
      .png()
      .toBuffer()

    const { derivatives, thumbhash } = await inspect(bytes)

    expect(await sharp(derivatives[0]?.file).metadata()).toMatchObject({ hasAlpha: true })
    expect(thumbHashToAverageRGBA(Buffer.from(thumbhash, 'base64')).a).toBeCloseTo(0.5, 1)
  })
})

const gradient = await aGradient().png().toBuffer()
const jpeg = await aGradient().jpeg().toBuffer()
const webp = await aGradient().webp({ effort: 0 }).toBuffer()

describe('anything else is refused', () => {
  type Row = [string, () => Uint8Array | Promise<Uint8Array>]
  test.each<Row>([
    ['nothing', () => Buffer.alloc(0)],
    ['a few zeros', () => Buffer.alloc(100)],
    ['words', () => Buffer.from('not a picture')],
    ['a page that is called a picture', () => Buffer.from('<!doctype html><title>Expired</title>')],
    [
      'a drawing with a script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
    ],
    ['a document', () => Buffer.from('%PDF-1.7\n%%EOF')],
    ['a GIF', async () => aGradient(64, 64).gif({ effort: 1 }).toBuffer()],
    ['an AVIF', async () => aGradient(64, 64).avif({ effort: 0 }).toBuffer()],
    ['a TIFF', async () => aGradient(64, 64).tiff().toBuffer()],
    ['a picture that moves', () => anAnimation()],
    ['268 megapixels in a few kilobytes', () => aBomb(16_384, 16_384)],
    ['31 megapixels', () => aBomb(31_000, 1000)],
    [
      'the head of a PNG before a page',
      () => Buffer.concat([gradient.subarray(0, 8), Buffer.from('<html>')]),
    ],
    ['the head of a WebP before a page', () => Buffer.concat([webp.subarray(0, 12), Buffer.from('<html>')])],
    ['a PNG with a wrong byte', () => withWrongByte(gradient)],
    ['a PNG without its last chunk', () => gradient.subarray(0, -12)],
    ['a PNG without its last byte', () => gradient.subarray(0, -1)],
    ['a JPEG without its last two bytes', () => jpeg.subarray(0, -2)],
    ['a WebP without its last byte', () => webp.subarray(0, -1)],
  ])('%s', async (_, make) => {
    await expect(inspect(await make())).rejects.toThrow(ImageUnreadable)
  })

  test.each([
    ['PNG', gradient],
    ['JPEG', jpeg],
    ['WebP', webp],
  ])('a %s that is cut at any point', async (_, whole) => {
    for (const part of [0.01, 0.1, 0.5, 0.9, 0.99, 0.999]) {
      await expect(inspect(whole.subarray(0, Math.floor(whole.length * part)))).rejects.toThrow(
        ImageUnreadable,
      )
    }
  })

  test('and leaves no derivatives behind', async () => {
    const folder = await mkdtemp(join(root, 'one-'))
    await writeFile(join(folder, 'picture'), gradient.subarray(0, -5000))

    await expect(imaging.inspect(join(folder, 'picture'), folder)).rejects.toThrow(ImageUnreadable)

    expect(await readdir(folder)).toEqual(['picture'])
  })
})

test('a file or a folder that is not there says nothing about a picture', async () => {
  const folder = await mkdtemp(join(root, 'one-'))
  const file = join(folder, 'picture')
  await expect(imaging.inspect(file, folder)).rejects.not.toThrow(ImageUnreadable)
  await writeFile(file, await aGradient().png().toBuffer())

  await expect(imaging.inspect(file, join(folder, 'nowhere'))).rejects.not.toThrow(ImageUnreadable)
})

test('four megapixels are looked at without the studio noticing', async () => {
  const bytes = await (await aPhotograph(2048, 2048)).png({ compressionLevel: 3 }).toBuffer()
  await inspect(bytes)
  const before = process.memoryUsage.rss()

  await Promise.all([inspect(bytes), inspect(bytes)])

  expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024)
})

function withWrongByte(bytes: Buffer): Buffer {
  const wrong = Buffer.from(bytes)
  const middle = wrong.length >> 1
  wrong[middle] = (wrong[middle] ?? 0) ^ 0xff
  return wrong
}

function withText(png: Buffer): Buffer {
  return Buffer.concat([
    png.subarray(0, -12),
    chunk('tEXt', Buffer.from('prompt\0A lighthouse')),
    png.subarray(-12),
  ])
}

/** One bit a pixel and all of them alike. */
function aBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

async function anAnimation(): Promise<Buffer> {
  const frames = ['#d94f30', '#1c3d5a'].map((background) =>
    sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ delay: [100, 100] })
    .toBuffer()
}
