import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type Dirent, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#lib/shared/errors.ts'
import type { Blobs, ByteRange, KeptBlob } from './blobs.ts'

const sha256Pattern = /^[0-9a-f]{64}$/
const folderPattern = /^[0-9a-f]{2}$/
const partsFolder = 'parts'

// Parts of this process are told from those of an earlier one that had the same number.
const thisProcess = `${process.pid}-${randomUUID()}`

/** Files named by their hash, in two levels of folders. Several processes of one machine may share the root. */
export function diskBlobs(root: string): Blobs {
  const parts = join(root, partsFolder)
  mkdirSync(parts, { recursive: true, mode: 0o700 })
  sweep(parts)

  const put = (bytes: Readable, signal?: AbortSignal) => keep(root, bytes, signal)
  return {
    put,
    putFile: (path, signal) => put(createReadStream(path), signal),
    open: (sha256, range) => openBlob(pathOf(root, sha256), range),
    async stat(sha256) {
      const path = pathOf(root, sha256)
      if (!path) return null
      const found = await orNull(stat(path))
      return found && { sizeBytes: found.size }
    },
    async delete(sha256s) {
      for (const sha256 of sha256s) {
        const path = pathOf(root, sha256)
        if (path) await rm(path, { force: true })
      }
    },
    list: () => listHashes(root),
  }
}

/** Null for anything that is not a hash, so that no name from outside can become a path. */
function pathOf(root: string, sha256: string): string | null {
  return sha256Pattern.test(sha256) ? join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256) : null
}

/**
 * Written beside its final name, synced, then renamed, then the folders synced: under its hash a file is whole or
 * absent, also after a power cut. A file that is already there is replaced, which mends one that was damaged.
 */
async function keep(root: string, bytes: Readable, signal?: AbortSignal): Promise<KeptBlob> {
  const part = join(root, partsFolder, `${thisProcess}-${randomUUID()}`)
  try {
    const kept = await writePart(part, bytes, signal)
    const outer = join(root, kept.sha256.slice(0, 2))
    const inner = join(outer, kept.sha256.slice(2, 4))
    await mkdir(inner, { recursive: true, mode: 0o700 })
    await rename(part, join(inner, kept.sha256))
    for (const folder of [inner, outer, root]) await syncFolder(folder)
    return kept
  } catch (error) {
    bytes.destroy()
    await rm(part, { force: true })
    throw isOutOfSpace(error)
      ? new AppError('storage_full', 'The studio’s disk is full.', { cause: error })
      : error
  }
}

async function writePart(path: string, bytes: Readable, signal?: AbortSignal): Promise<KeptBlob> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  await using file = await open(path, 'wx', 0o600)
  const write = async (chunks: AsyncIterable<Buffer | string>) => {
    for await (const chunk of chunks) {
      const buffer = Buffer.from(chunk)
      hash.update(buffer)
      sizeBytes += buffer.length
      await file.writeFile(buffer)
    }
  }
  await pipeline(bytes, write, { signal })
  await file.sync()
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}

async function openBlob(path: string | null, range?: ByteRange) {
  const file = path === null ? null : await orNull(open(path, 'r'))
  if (!file) return null
  try {
    const { size: sizeBytes } = await file.stat()
    return { stream: file.createReadStream(range && clamp(range, sizeBytes)), sizeBytes }
  } catch (error) {
    await file.close()
    throw error
  }
}

function clamp({ start, end }: ByteRange, sizeBytes: number): ByteRange {
  const whole = Number.isSafeInteger(start) && Number.isSafeInteger(end)
  if (!whole || start < 0 || end < start || start >= sizeBytes) {
    throw new RangeError(`Bytes ${start} to ${end} are not part of ${sizeBytes}.`)
  }
  return { start, end: Math.min(end, sizeBytes - 1) }
}

async function* listHashes(root: string): AsyncGenerator<string> {
  for await (const outer of await opendir(root)) {
    if (!isHashFolder(outer)) continue
    for await (const inner of await opendir(join(root, outer.name))) {
      if (!isHashFolder(inner)) continue
      for await (const { name } of await opendir(join(root, outer.name, inner.name))) {
        if (sha256Pattern.test(name) && name.startsWith(outer.name + inner.name)) yield name
      }
    }
  }
}

function isHashFolder(entry: Dirent): boolean {
  return entry.isDirectory() && folderPattern.test(entry.name)
}

/** Removes what crashed puts left: parts of processes that no longer run. */
function sweep(parts: string): void {
  for (const name of readdirSync(parts)) {
    if (name.startsWith(thisProcess)) continue
    const pid = Number(name.split('-')[0])
    if (pid === process.pid || !isRunning(pid)) rmSync(join(parts, name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

function isOutOfSpace(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '')
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
