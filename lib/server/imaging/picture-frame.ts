import type { FileHandle } from 'node:fs/promises'
import type { KeptFormat } from '#lib/shared/image.ts'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What a file is, told from its first bytes; null for anything the studio does not keep. */
export async function sniffFormat(handle: FileHandle): Promise<KeptFormat | null> {
  const start = await readAt(handle, 0, 16)
  if (start.subarray(0, 8).equals(pngSignature)) return 'png'
  if (start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP') return 'webp'
  return null
}

/**
 * Whether the container reaches its own end. A decoder is content once it has every row, so a file that lost only its
 * last bytes would pass it.
 */
export async function isContainerWhole(handle: FileHandle, format: KeptFormat): Promise<boolean> {
  const { size } = await handle.stat()
  if (format === 'png') return hasPngEnd(handle, size)
  if (format === 'webp') return (await readAt(handle, 4, 4)).readUInt32LE() + 8 <= size
  return hasJpegEnd(handle, size)
}

async function hasPngEnd(handle: FileHandle, size: number): Promise<boolean> {
  let at = pngSignature.length
  while (at + 12 <= size) {
    const chunk = await readAt(handle, at, 8)
    if (chunk.length < 8) return false
    if (chunk.toString('latin1', 4, 8) === 'IEND') return true
    at += 12 + chunk.readUInt32BE()
  }
  return false
}

// What cameras and editors append after the end of a JPEG is of any length, so the end is looked for from the back.
const longestTail = 1024 * 1024

async function hasJpegEnd(handle: FileHandle, size: number): Promise<boolean> {
  const from = Math.max(0, size - longestTail)
  const tail = await readAt(handle, from, size - from)
  return tail.lastIndexOf(Buffer.from([0xff, 0xd9])) >= 0
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
