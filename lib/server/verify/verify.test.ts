import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { KeptBlob } from '../blobs/blobs.ts'
import { diskBlobs } from '../blobs/disk-blobs.ts'
import { startProcess } from '../store/testing/other-process.ts'
import { collect, finish, openTestStore, press, type TestStore } from '../store/testing/test-store.ts'
import { toReport } from './report.ts'
import { verify } from './verify.ts'

const command = fileURLToPath(new URL('../../commands/verify.ts', import.meta.url))

/** A studio's data folder, with real files. */
async function openStudio() {
  const studio = await openTestStore()
  const folder = dirname(studio.file)
  const blobs = diskBlobs(join(folder, 'blobs'))
  return {
    studio,
    folder,
    blobs,
    pathOf: (sha256: string) => join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    keepImage: async (name: string) => {
      const original = await blobs.put(Readable.from([`${name}, large`]))
      const thumbnail = await blobs.put(Readable.from([`${name}, small`]))
      return { original, thumbnail, id: await insertImage(studio, { original, thumbnail }) }
    },
    [Symbol.asyncDispose]: () => studio[Symbol.asyncDispose](),
  }
}

async function insertImage(studio: TestStore, files: { original: KeptBlob; thumbnail: KeptBlob }) {
  const { attempt } = await press(studio)
  const image = await finish(studio.store, attempt(0), {
    image: {
      files: [
        { variant: 'original', ...files.original },
        { variant: 'thumbnail', ...files.thumbnail },
      ],
    },
  })
  return image.id
}

test('a studio in order is whole, and blobs without an image are counted and no fault', async () => {
  await using place = await openStudio()
  await place.keepImage('boat')
  await place.keepImage('house')
  await place.blobs.put(Readable.from(['left over']))

  const verification = await verify({ store: place.studio.store, blobs: place.blobs })

  expect(verification).toEqual({ images: 2, files: 4, sizeBytes: 46, unused: 1, faults: [] })
  expect(toReport(verification)).toBe(
    'Checked 2 images: 4 files, 0.0 MB.\n1 stored file without an image, which does no harm.\nEverything is whole.',
  )
})

test('each thing that is wrong is named: missing, cut, changed, unreadable, without an original', async () => {
  await using place = await openStudio()
  const missing = await place.keepImage('missing')
  const cut = await place.keepImage('cut')
  const changed = await place.keepImage('changed')
  const unreadable = await place.keepImage('unreadable')
  await rm(place.pathOf(missing.original.sha256))
  await truncate(place.pathOf(cut.thumbnail.sha256), 3)
  await writeFile(place.pathOf(changed.original.sha256), 'changed, Large')
  await rm(place.pathOf(unreadable.original.sha256))
  // A folder in the place of a file can be opened and not read, also by root.
  await mkdir(place.pathOf(unreadable.original.sha256))

  const { faults } = await verify({ store: place.studio.store, blobs: place.blobs })

  expect(faults).toEqual([
    `The original of image ${missing.id} is missing.`,
    `The thumbnail of image ${cut.id} has 3 bytes, and 10 were kept.`,
    `The original of image ${changed.id} has other bytes than those that were kept.`,
    expect.stringMatching(`^The original of image ${unreadable.id} cannot be read: EISDIR`),
  ])
})

test('an image whose rows name no original is wrong', async () => {
  await using place = await openStudio()
  const { attempt } = await press(place.studio)
  const thumbnail = await place.blobs.put(Readable.from(['small']))
  const { id } = await finish(place.studio.store, attempt(0), {
    image: { files: [{ variant: 'thumbnail', ...thumbnail }] },
  })

  const { faults } = await verify({ store: place.studio.store, blobs: place.blobs })

  expect(faults).toEqual([`Image ${id} has no original.`])
})

test('a file that two images share is read once and missed by both', async () => {
  await using place = await openStudio()
  const first = await place.keepImage('boat')
  const second = await place.keepImage('boat')
  await rm(place.pathOf(first.original.sha256))

  const { faults, files } = await verify({ store: place.studio.store, blobs: place.blobs })

  expect(files).toBe(4)
  expect(faults.map((fault) => fault.includes('original') && fault.endsWith('missing.'))).toEqual([
    true,
    true,
  ])
  expect(second.id).not.toBe(first.id)
})

test('after kills at random moments each image that was acknowledged is whole, and none is half there', async () => {
  await using place = await openStudio()
  const acknowledged: string[] = []
  for (let kill = 0; kill < 5; kill++) {
    await using process = await startProcess('keepForEver', place.studio.file, join(place.folder, 'blobs'))
    process.go()
    for (let lines = randomInt(1, 20); lines > 0; lines--)
      acknowledged.push((await process.line()) ?? 'ended early')
    await process.kill()
  }

  const { faults } = await verify({
    store: place.studio.store,
    blobs: diskBlobs(join(place.folder, 'blobs')),
  })

  expect(faults).toEqual([])
  const kept = await collect(place.studio.store.listKeptFiles())
  expect(kept.map(({ imageId }) => imageId)).toEqual(expect.arrayContaining(acknowledged))
  expect(await readdir(join(place.folder, 'blobs', 'parts'))).toEqual([])
}, 120_000)

test('the command says that all is well while the studio is running, and ends with 0', async () => {
  await using place = await openStudio()
  await place.keepImage('boat')

  const answer = await runCommand(place.folder)

  expect(answer).toMatchObject({ code: 0, out: 'Checked 1 image: 2 files, 0.0 MB.\nEverything is whole.\n' })
}, 60_000)

test('the command names what is wrong, and ends with 1', async () => {
  await using place = await openStudio()
  const { id, original } = await place.keepImage('boat')
  await rm(place.pathOf(original.sha256))

  const answer = await runCommand(place.folder)

  expect(answer.code).toBe(1)
  expect(answer.out).toContain(`1 thing wrong:\n  - The original of image ${id} is missing.\n`)
}, 60_000)

test('the command says in a sentence that a database is damaged, or that there is none', async () => {
  await using place = await openStudio()
  await place.studio.store[Symbol.asyncDispose]()
  await writeFile(place.studio.file, 'this is not a database, '.repeat(1000))

  const damaged = await runCommand(place.folder)
  const empty = await runCommand(join(place.folder, 'blobs'))

  expect(damaged).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^The studio’s database is damaged[^\n]*\n$/),
  })
  expect(empty).toMatchObject({ code: 1, err: 'There is no studio in the data folder “blobs”.\n' })
}, 60_000)

async function runCommand(folder: string) {
  const child = spawn(process.execPath, ['--conditions=react-server', command], {
    env: { ...process.env, STUDIO_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await ended
  return { code, out, err }
}
