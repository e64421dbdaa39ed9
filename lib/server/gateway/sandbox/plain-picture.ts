/**
 * Pictures that cost nothing to draw, for tests and measurements: a real 24-bit PNG of the size, about as heavy as a
 * photograph. All but the last rows are made once per size and kept; those rows come from the mark, so that
 * different requests have different pixels and the same request has the same bytes.
 */
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { PixelSize } from '#lib/shared/image.ts'
import { createRandom } from './random.ts'

const compress = promisify(deflateRaw)

const bandRows = 8
const keptSizes = 4

type Base = { ihdr: Buffer; compressed: Buffer; checksum: Adler }
type Adler = { a: number; b: number }

const bases = new Map<string, Promise<Base>>()

export async function drawPlainPicture(size: PixelSize, mark: string): Promise<Buffer> {
  const base = await keptBase(size)
  const band = bandOf(size, mark)
  const { a, b } = adler32(band, base.checksum)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(((b << 16) | a) >>> 0)
  const zlibHead = Buffer.from([0x78, 0x01])
  const data = Buffer.concat([zlibHead, base.compressed, storedBlocks(band), checksum])
  return Buffer.concat([
    signature,
    chunk('IHDR', base.ihdr),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function keptBase(size: PixelSize): Promise<Base> {
  const key = `${size.width}x${size.height}`
  const known = bases.get(key) ?? makeBase(size)
  // Last used, last dropped: a Map keeps the order of insertion.
  bases.delete(key)
  bases.set(key, known)
  for (const oldest of [...bases.keys()].slice(0, -keptSizes)) bases.delete(oldest)
  return known
}

async function makeBase(size: PixelSize): Promise<Base> {
  const rows = Buffer.alloc((size.height - bandRows) * (1 + size.width * 3))
  const random = createRandom('plain')
  let at = 0
  for (let y = 0; y < size.height - bandRows; y++) {
    at++
    const light = 96 + Math.round((96 * y) / size.height)
    for (let x = 0; x < size.width; x++) {
      const grain = random.integer(8)
      rows[at++] = light + grain
      rows[at++] = 120 + (96 * x) / size.width + grain
      rows[at++] = 160 - light / 4 + grain
    }
  }
  // A full flush ends on a whole byte without ending the stream, so that the band can be appended.
  const compressed = await compress(rows, { level: 1, finishFlush: constants.Z_FULL_FLUSH })
  return { ihdr: ihdrOf(size), compressed, checksum: adler32(rows, { a: 1, b: 0 }) }
}

function bandOf(size: PixelSize, mark: string): Buffer {
  const random = createRandom(mark)
  const band = Buffer.alloc(bandRows * (1 + size.width * 3))
  for (let y = 0; y < bandRows; y++) {
    const row = y * (1 + size.width * 3) + 1
    for (let x = 0; x < size.width * 3; x += 24)
      band.fill(random.integer(256), row + x, row + Math.min(x + 24, size.width * 3))
  }
  return band
}

function ihdrOf({ width, height }: PixelSize): Buffer {
  const ihdr = Buffer.alloc(13)
  ihdr.writeUInt32BE(width, 0)
  ihdr.writeUInt32BE(height, 4)
  ihdr.set([8, 2, 0, 0, 0], 8)
  return ihdr
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

/** Deflate's uncompressed form, at most 65,535 bytes a block. */
function storedBlocks(bytes: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 65_535) {
    const part = bytes.subarray(at, at + 65_535)
    const head = Buffer.alloc(5)
    head[0] = at + part.length >= bytes.length ? 1 : 0
    head.writeUInt16LE(part.length, 1)
    head.writeUInt16LE(part.length ^ 0xffff, 3)
    blocks.push(head, part)
  }
  return Buffer.concat(blocks)
}

function adler32(bytes: Buffer, from: Adler): Adler {
  let { a, b } = from
  // 3,800 steps stay below 2^32 before a remainder is due.
  for (let start = 0; start < bytes.length; start += 3800) {
    const end = Math.min(start + 3800, bytes.length)
    for (let at = start; at < end; at++) {
      a += bytes[at] ?? 0
      b += a
    }
    a %= 65_521
    b %= 65_521
  }
  return { a, b }
}
