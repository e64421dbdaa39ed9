import 'server-only'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The disk would not take the bytes, as opposed to a source that broke off. */
export class DiskRefused extends Error {
  override readonly name = 'DiskRefused'
}

export class TooManyBytes extends Error {
  override readonly name = 'TooManyBytes'
}

export type WholeFile = {
  file: string
  /** Where it grows; what is left here after a crash is worth nothing. */
  part: string
  /** Written before the first chunk, and not counted. */
  head?: string
  maxBytes: number
}

/**
 * Streams chunks to disk. Written beside its final name, synced, then renamed, and the folder synced: under `file`
 * there is never half of it, and what is there survives a power cut.
 */
export async function writeWholeFile(
  { file, part, head, maxBytes }: WholeFile,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const handle = await onDisk(open(part, 'w', 0o600))
  try {
    if (head !== undefined) await onDisk(handle.writeFile(head))
    await pipeline(chunks, openSink(handle, maxBytes))
    await onDisk(handle.sync())
    await onDisk(handle.close())
    await onDisk(rename(part, file))
    await onDisk(syncFolder(dirname(file)))
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}

const sinkBytes = 256 * 1024

/** Takes what has gathered while the disk was busy in one write. */
function openSink(handle: FileHandle, maxBytes: number): Writable {
  let size = 0
  return new Writable({
    highWaterMark: sinkBytes,
    decodeStrings: false,
    writev(entries, done) {
      const chunks: Uint8Array[] = entries.map(({ chunk }) => chunk)
      size += chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
      if (size > maxBytes) return done(new TooManyBytes(`More than ${maxBytes} bytes came.`))
      onDisk(writeAll(handle, chunks)).then(() => done(), done)
    },
  })
}

/** A write may take less than it was given. */
async function writeAll(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  const wanted = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  const { bytesWritten } = await handle.writev(chunks)
  if (bytesWritten < wanted) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new DiskRefused('The disk refused a write.', { cause: error })
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
