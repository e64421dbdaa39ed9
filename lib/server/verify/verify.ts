import { createHash } from 'node:crypto'
import type { Blobs } from '../blobs/blobs.ts'
import type { KeptFiles, Store } from '../store/store.ts'

export type Verification = {
  images: number
  files: number
  sizeBytes: number
  /** Blobs that no image names: left by work that did not finish, or not yet. They do no harm. */
  unused: number
  /** A sentence for each thing that is wrong, as it is found. */
  faults: string[]
}

/** What lies under a hash: its size and the hash of its bytes now; null when there is nothing. */
type Found = { sizeBytes: number; sha256: string } | { unreadable: string } | null

/** Reads every file that a row names. Nothing is changed and nothing held up, so it can run beside the studio. */
export async function verify({ store, blobs }: { store: Store; blobs: Blobs }): Promise<Verification> {
  await store.check()
  // Before the rows: a blob is kept before its row is, so what is here and has no row afterwards is not used.
  const unused = new Set<string>()
  for await (const sha256 of blobs.list()) unused.add(sha256)

  const found: Verification = { images: 0, files: 0, sizeBytes: 0, unused: 0, faults: [] }
  const read = new Map<string, Found>()
  for await (const image of store.listKeptFiles()) {
    found.images += 1
    if (!image.files.some(({ variant }) => variant === 'original')) {
      found.faults.push(`Image ${image.imageId} has no original.`)
    }
    for (const file of image.files) {
      unused.delete(file.sha256)
      if (!read.has(file.sha256)) read.set(file.sha256, await readWhole(blobs, file.sha256))
      const fault = findFault(file, read.get(file.sha256) ?? null)
      if (fault) found.faults.push(`The ${file.variant} of image ${image.imageId} ${fault}`)
      found.files += 1
      found.sizeBytes += file.sizeBytes
    }
  }
  return { ...found, unused: unused.size }
}

async function readWhole(blobs: Blobs, sha256: string): Promise<Found> {
  try {
    const opened = await blobs.open(sha256)
    if (!opened) return null
    const hash = createHash('sha256')
    let sizeBytes = 0
    for await (const chunk of opened.stream) {
      hash.update(chunk)
      sizeBytes += chunk.length
    }
    return { sizeBytes, sha256: hash.digest('hex') }
  } catch (error) {
    // A bad sector under one picture is no reason not to look at the others.
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
}

/** The end of a sentence that begins with the file; null when the file is what its row says. */
function findFault(kept: KeptFiles['files'][number], found: Found): string | null {
  if (!found) return 'is missing.'
  if ('unreadable' in found) return `cannot be read: ${found.unreadable}.`
  if (found.sizeBytes !== kept.sizeBytes) {
    return `has ${found.sizeBytes} bytes, and ${kept.sizeBytes} were kept.`
  }
  return found.sha256 === kept.sha256 ? null : 'has other bytes than those that were kept.'
}
