import 'server-only'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

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
): Promise<number> {
  let size = 0
  const handle = await onDisk(open(part, 'w', 0o600))
  try {
    if (head !== undefined) await onDisk(handle.writeFile(head))
    for await (const chunk of chunks) {
      size += chunk.byteLength
      if (size > maxBytes) throw new TooManyBytes(`More than ${maxBytes} bytes came.`)
      await onDisk(handle.writeFile(chunk))
    }
    await onDisk(handle.sync())
    await onDisk(handle.close())
    await onDisk(rename(part, file))
    await onDisk(syncFolder(dirname(file)))
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
  return size
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
