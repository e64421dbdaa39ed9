import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { lockFile, prepareDataFolder, StudioLocked } from './data-folder.ts'
import { startProcess } from './store/testing/other-process.ts'

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-folder-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('the folders of a studio are made, closed to everybody else, and made only once', async () => {
  await using place = await openFolder()
  const config = readConfig({ ...process.env, STUDIO_DATA_DIR: join(place.folder, 'deep', 'data') })

  await prepareDataFolder(config)
  await prepareDataFolder(config)

  for (const path of [config.dataDir, config.files.blobs, config.files.spool]) {
    const { mode } = await stat(path)
    expect(mode & 0o777).toBe(0o700)
  }
})

test('a second lock in the same process is refused with a sentence that names the folder', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'studio.lock')
  await using _lock = await lockFile(path)

  const second = lockFile(path)

  await expect(second).rejects.toThrow(StudioLocked)
  await expect(second).rejects.toThrow(
    /^Another studio is already using this data folder \(“safelight-folder-/,
  )
})

test('a lock that was given back can be taken again, and giving it back twice does no harm', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'studio.lock')
  const first = await lockFile(path)
  await first[Symbol.asyncDispose]()
  await first[Symbol.asyncDispose]()

  await using _second = await lockFile(path)

  await expect(lockFile(path)).rejects.toThrow(StudioLocked)
})

test('another process holds its lock until it is killed, and not a moment longer', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'studio.lock')
  await using other = await startProcess('holdLock', path)
  other.go()
  expect(await other.line()).toBe('locked')
  await expect(lockFile(path)).rejects.toThrow(StudioLocked)

  await other.kill()

  await using _mine = await lockFile(path)
}, 60_000)

test('a lock that nobody refers to is kept all the same', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'studio.lock')
  await using other = await startProcess('holdLock', path)
  other.go()
  await other.line()

  other.go()
  expect(await other.line()).toBe('collected')

  await expect(lockFile(path)).rejects.toThrow(StudioLocked)
}, 60_000)

test('two locks in one folder are two locks', async () => {
  await using place = await openFolder()
  await using _studio = await lockFile(join(place.folder, 'studio.lock'))
  await using _courier = await lockFile(join(place.folder, 'courier.lock'))
})
