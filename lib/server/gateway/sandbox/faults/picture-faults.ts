/** Bytes that are not the picture they should be. */
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import type { FaultMaker } from './fault.ts'

const cut = (at: number): FaultMaker => {
  return () => ({
    says: `the picture's bytes stop at ${at * 100} %`,
    picture: ({ bytes }) => bytes.subarray(0, Math.max(1, Math.floor(bytes.length * at))),
  })
}

function encoded(says: string, change: (picture: Sharp) => Sharp): FaultMaker {
  return () => ({ says, picture: ({ bytes }) => change(sharp(bytes)).toBuffer() })
}

function bytes(says: string, text: string): FaultMaker {
  return () => ({ says, picture: () => Buffer.from(text, 'latin1') })
}

export const pictureFaults = {
  'image-cut-1': cut(0.01),
  'image-cut-50': cut(0.5),
  'image-cut-99': cut(0.99),
  'image-broken-byte': () => ({
    says: 'one byte in the middle of the picture is wrong',
    picture: ({ bytes: good }) => {
      const bad = Buffer.from(good)
      const middle = bad.length >> 1
      bad[middle] = (bad[middle] ?? 0) ^ 0xff
      return bad
    },
  }),
  'says-png-is-jpeg': encoded('a JPEG that calls itself PNG', (picture) => picture.jpeg()),
  'says-png-is-webp': encoded('a WebP that calls itself PNG', (picture) => picture.webp({ effort: 0 })),
  'says-png-is-gif': encoded('a GIF that calls itself PNG', (picture) => picture.gif({ effort: 1 })),
  'says-png-is-avif': encoded('an AVIF that calls itself PNG', (picture) => picture.avif({ effort: 0 })),
  'says-png-is-svg': bytes(
    'an SVG with a script in it that calls itself PNG',
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>',
  ),
  'says-png-is-html': bytes('a page that calls itself PNG', '<!doctype html><title>Not found</title>'),
  'says-png-is-pdf': bytes('a PDF that calls itself PNG', '%PDF-1.7\n%%EOF'),
  'other-size': () => ({
    says: 'a picture of another size than asked for',
    picture: ({ bytes: good, size }) =>
      sharp(good)
        .resize(Math.max(16, size.width - 192), size.height + 192, { fit: 'fill' })
        .png({ compressionLevel: 1 })
        .toBuffer(),
  }),
  'pixel-bomb': () => ({ says: 'a few kilobytes that open to 268 megapixels', picture: () => bomb() }),
  animated: () => ({ says: 'a picture that moves', picture: () => animation() }),
  grey: encoded('a picture in greys', (picture) => picture.toColourspace('b-w').png()),
  'sixteen-bit': encoded('a picture with 16 bits a channel', (picture) =>
    picture.toColourspace('rgb16').png(),
  ),
  exif: encoded('a picture lying on its side, with a place in its EXIF', (picture) =>
    picture.withExif({ IFD0: { Orientation: '6', Copyright: 'Somebody' } }).png(),
  ),
} satisfies Record<string, FaultMaker>

/** One bit a pixel and all of them alike: 16,384 pixels square in about 33 kB. */
function bomb(): Buffer {
  const side = 16_384
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (side / 8 + 1)), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

async function animation(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#d94f30', '#1c3d5a', '#f2c14e'].map((background) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .webp({ delay: [100, 100, 100], loop: 0 })
    .toBuffer()
}
