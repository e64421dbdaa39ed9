import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { startProcess } from '../store/testing/other-process.ts'
import { diskBlobs } from './disk-blobs.ts'

async function openRoot() {
  const root = await mkdtemp(join(tmpdir(), 'safelight-blobs-'))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}

test('bytes lie under their hash, two folders deep, readable by nobody else', async () => {
  await using place = await openRoot()
  const { sha256 } = await diskBlobs(place.root).put(Readable.from(['boat']))

  const path = join(place.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  expect(await readFile(path, 'utf8')).toBe('boat')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(join(place.root, 'parts'))).toEqual([])
})

test('puts that broke off, or were the same, leave no part behind', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  const broken = () =>
    Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('cable cut')
      })(),
    )

  await Promise.allSettled([...Array(5)].map(() => blobs.put(broken())))
  await Promise.all([...Array(5)].map(() => blobs.put(Readable.from(['same']))))
  await blobs.put(Readable.from(['late']), AbortSignal.abort()).catch(() => {})

  expect(await readdir(join(place.root, 'parts'))).toEqual([])
})

test('a process that is killed in the middle of a put leaves a part, and the next one to open sweeps it', async () => {
  await using place = await openRoot()
  await using other = await startProcess('putForEver', place.root)
  other.go()
  await other.line()
  const parts = () => readdir(join(place.root, 'parts'))
  expect(await parts()).toHaveLength(1)

  diskBlobs(place.root)
  expect(await parts()).toHaveLength(1)

  await other.kill()
  const blobs = diskBlobs(place.root)

  expect(await parts()).toEqual([])
  expect(await blobs.list()[Symbol.asyncIterator]().next()).toMatchObject({ done: true })
}, 60_000)

test('a part of an earlier process that had the same number is swept, one of this process is not', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  await writeFile(join(place.root, 'parts', `${process.pid}-of-an-earlier-life`), 'half')
  const slow = new Readable({ read() {} })
  slow.push('half')
  const putting = blobs.put(slow)
  await expect.poll(() => readdir(join(place.root, 'parts'))).toHaveLength(2)

  diskBlobs(place.root)
  expect(await readdir(join(place.root, 'parts'))).toHaveLength(1)
  slow.push(' and half')
  slow.push(null)

  expect(await putting).toMatchObject({ sizeBytes: 13 })
})

test('a put that cannot even begin closes its source', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  await rm(join(place.root, 'parts'), { recursive: true })
  const source = new Readable({ read() {} })

  await expect(blobs.put(source)).rejects.toThrow('ENOENT')

  expect(source.destroyed).toBe(true)
})

test('a file that was damaged on the disk is mended when its bytes are put again', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  const { sha256 } = await blobs.put(Readable.from(['a whole picture']))
  await writeFile(join(place.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'a who')

  await blobs.put(Readable.from(['a whole picture']))

  expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 15 })
})

test('what somebody else left in the folder is not taken for a blob', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  const { sha256 } = await blobs.put(Readable.from(['boat']))
  const stray = createHash('sha256').update('stray').digest('hex')
  await writeFile(join(place.root, '.DS_Store'), '')
  await writeFile(join(place.root, 'aa'), '')
  await mkdir(join(place.root, 'ff', 'zz'), { recursive: true })
  await writeFile(join(place.root, sha256.slice(0, 2), sha256.slice(2, 4), stray), '')
  await writeFile(join(place.root, 'ff', 'notes.txt'), '')

  const hashes: string[] = []
  for await (const hash of blobs.list()) hashes.push(hash)

  expect(hashes).toEqual([sha256])
})

test('a full disk is told as one, and leaves nothing', async () => {
  await using place = await openRoot()
  const blobs = diskBlobs(place.root)
  const full = Readable.from(
    (async function* () {
      yield 'half'
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    })(),
  )

  await expect(blobs.put(full)).rejects.toMatchObject({ name: 'AppError', code: 'storage_full' })

  expect(await readdir(join(place.root, 'parts'))).toEqual([])
})
