import { open, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { startProcess } from './testing/other-process.ts'
import { openTestStore, press } from './testing/test-store.ts'

test('four processes that open a new database at once make its tables once', async () => {
  await using studio = await openTestStore()
  const file = `${studio.file}-new`
  const processes = await Promise.all(Array.from({ length: 4 }, () => startProcess('open', file)))

  for (const process of processes) process.go()
  const answers = await Promise.all(processes.map((process) => process.line()))

  expect(answers).toEqual(['opened', 'opened', 'opened', 'opened'])
  for (const process of processes) expect(await process.line()).toBeNull()
  using database = new DatabaseSync(file, { timeout: 5000 })
  expect(database.prepare('select count(*) as times from migration group by name').all()).toEqual([
    { times: 1 },
  ])
}, 60_000)

test('what was written is there when the store is opened again', async () => {
  await using studio = await openTestStore()
  const { id } = await press(studio)

  await using again = await openStore({ file: studio.file })

  expect(await again.findOrCreateOwner()).toEqual(studio.owner)
  expect(await again.team(studio.owner.scope).generations.find(id)).toMatchObject({ id })
})

test('the one person is made once, however often and from however many stores it is asked for', async () => {
  await using studio = await openTestStore()
  await using fresh = await openStore({ file: `${studio.file}-new` })
  await using same = await openStore({ file: `${studio.file}-new` })

  const owners = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 ? fresh : same).findOrCreateOwner()),
  )

  expect(new Set(owners.map(({ id }) => id)).size).toBe(1)
  expect(owners[0]).toMatchObject({ kind: 'member', role: 'owner', name: 'Owner' })
})

test('a database of a newer studio is refused with a sentence, and not touched', async () => {
  await using studio = await openTestStore()
  using database = new DatabaseSync(studio.file, { timeout: 5000 })
  database.exec("insert into migration (name, applied_at) values ('9999-from-the-future', 0)")

  const opening = openStore({ file: studio.file })

  await expect(opening).rejects.toThrow('last used by a newer version of the studio')
  expect(database.prepare('select count(*) as times from migration').get()).toEqual({ times: 2 })
})

test('a damaged database is refused with a sentence', async () => {
  await using studio = await openTestStore()
  const file = `${studio.file}-damaged`
  await writeFile(file, 'this is not a database, '.repeat(1000))

  await expect(openStore({ file })).rejects.toMatchObject({
    name: 'StoreDamaged',
    message: expect.stringContaining('damaged'),
  })
})

test('damage in the middle of a database is noticed when it is opened', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 60; n++) await press(studio, { request: { n: 10, prompt: 'boat '.repeat(200) } })
  const file = `${studio.file}-damaged`
  using database = new DatabaseSync(studio.file, { timeout: 5000 })
  database.prepare('vacuum into ?').run(file)
  await overwrite(file)

  await expect(openStore({ file })).rejects.toMatchObject({ name: 'StoreDamaged' })
})

test('closing twice is the same as once', async () => {
  await using studio = await openTestStore()

  await studio.store[Symbol.asyncDispose]()
  await studio.store[Symbol.asyncDispose]()

  await expect(studio.store.check()).rejects.toThrow()
})

test('a studio in order passes its check, and says what people are told about tries', async () => {
  await using studio = await openTestStore()
  const { id } = await press(studio)
  await using store = await openStore({ file: studio.file, maxTries: 9 })

  await store.check()

  const generation = await store.team(studio.owner.scope).generations.find(id)
  expect(generation?.attempts[0]?.maxTries).toBe(9)
})

/** Leaves the first page and the size as they are. */
async function overwrite(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  const { size } = await handle.stat()
  await handle.write(Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 4096)
}
