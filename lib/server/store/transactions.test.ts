import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { newTeamId } from '../ids.ts'
import { openStore } from './open-store.ts'
import { openSqlite, sqliteDialect } from './sqlite-dialect.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'
import { aGeneration, anImage, noon, openTestStore, press, type TestStore } from './testing/test-store.ts'
import { transactionsOver } from './transactions.ts'

function insertInto(store: Store, studio: TestStore) {
  return store.team(studio.owner.scope).generations.insert(aGeneration(studio.owner.id))
}

async function count(store: Store): Promise<number> {
  return (await store.queue.listInState('queued', 1000)).length
}

test('work that throws leaves no trace', async () => {
  await using studio = await openTestStore()

  const work = studio.store.transaction(async (tx) => {
    await insertInto(tx, studio)
    expect(await count(tx)).toBe(1)
    throw new Error('changed its mind')
  })

  await expect(work).rejects.toThrow('changed its mind')
  expect(await count(studio.store)).toBe(0)
  expect(await studio.store.changes.range()).toEqual({ oldest: 0, newest: 0 })
})

test('a transaction gives what its work gives, and its rows are there', async () => {
  await using studio = await openTestStore()

  const answer = await studio.store.transaction(async (tx) => {
    await insertInto(tx, studio)
    await insertInto(tx, studio)
    return 'done'
  })

  expect(answer).toBe('done')
  expect(await count(studio.store)).toBe(2)
})

test('nested transactions are part of the outer one', async () => {
  await using studio = await openTestStore()

  const work = studio.store.transaction(async (tx) => {
    await tx.transaction(async (inner) => {
      await inner.transaction((innermost) => insertInto(innermost, studio))
    })
    expect(await count(tx)).toBe(1)
    throw new Error('changed its mind')
  })

  await expect(work).rejects.toThrow('changed its mind')
  expect(await count(studio.store)).toBe(0)
})

test('a part that failed takes the whole with it, even when its error was caught', async () => {
  await using studio = await openTestStore()

  const work = studio.store.transaction(async (tx) => {
    await insertInto(tx, studio)
    await tx
      .transaction(async (inner) => {
        await insertInto(inner, studio)
        throw new Error('half of it')
      })
      .catch(() => {})
  })

  await expect(work).rejects.toThrow('half of it')
  expect(await count(studio.store)).toBe(0)
})

test('transactions at the same time run one after the other, whatever they wait for', async () => {
  await using studio = await openTestStore()
  const seen: [number, number][] = []

  await Promise.all(
    Array.from({ length: 10 }, () =>
      studio.store.transaction(async (tx) => {
        const before = await count(tx)
        await nextTurn()
        await insertInto(tx, studio)
        await nextTurn()
        seen.push([before, await count(tx)])
      }),
    ),
  )

  expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => [n, n + 1]))
})

test('a write outside waits for the transaction to end and is not lost with it', async () => {
  await using studio = await openTestStore()
  const outside: Promise<unknown>[] = []
  let start = () => {}
  const started = new Promise<void>((resolve) => {
    start = resolve
  })

  const failing = studio.store.transaction(async (tx) => {
    start()
    await nextTurn()
    await insertInto(tx, studio)
    await nextTurn()
    throw new Error('changed its mind')
  })
  await started
  outside.push(insertInto(studio.store, studio))

  await expect(failing).rejects.toThrow('changed its mind')
  await Promise.all(outside)
  expect(await count(studio.store)).toBe(1)
})

test('using the outer store inside its own transaction is an error and not a wait for ever', async () => {
  await using studio = await openTestStore()

  const work = studio.store.transaction(() => count(studio.store))

  await expect(work).rejects.toThrow('use the store that it was given')
  expect(await count(studio.store)).toBe(0)
})

test('a constraint that fails inside a verb leaves nothing of the verb', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const image = anImage(attempt(0))
  const twice = { ...image, files: [...image.files, ...image.files] }

  await expect(studio.store.queue.insertImage(twice)).rejects.toThrow('UNIQUE')

  expect(await studio.rows.images.find(image.id)).toBeNull()
})

test('while another process holds the lock a write waits, and everything else goes on', async () => {
  await using studio = await openTestStore()
  using other = new DatabaseSync(studio.file, { timeout: 5000 })
  other.exec('begin immediate')
  let written = false

  const write = insertInto(studio.store, studio).then(() => {
    written = true
  })
  const longest = await longestBlock(800)

  expect(written).toBe(false)
  expect(longest).toBeLessThan(500)
  other.exec('commit')
  await write
  expect(await count(studio.store)).toBe(1)
})

test('reading goes on while another process writes', async () => {
  await using studio = await openTestStore()
  await insertInto(studio.store, studio)
  using other = new DatabaseSync(studio.file, { timeout: 5000 })
  other.exec('begin immediate; delete from change')

  expect(await count(studio.store)).toBe(1)
  expect(await studio.store.queue.claim({ owner: 'a', now: new Date(0), leaseMs: 1, limit: 0 })).toEqual([])
  expect(await studio.store.changes.list(0, 10)).toHaveLength(1)

  other.exec('rollback')
})

test('an idle claim takes no lock', async () => {
  await using studio = await openTestStore()
  using other = new DatabaseSync(studio.file, { timeout: 5000 })
  other.exec('begin immediate')

  expect(await studio.store.queue.claim({ owner: 'a', now: noon, leaseMs: 1, limit: 5 })).toEqual([])

  other.exec('rollback')
})

test('a full disk is told as one, leaves nothing of the transaction, and does not end the store', async () => {
  await using studio = await openTestStore()
  const database = await openSqlite(studio.file)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  const transactions = transactionsOver(db, () => {})
  const insertTeam = (name: string) =>
    transactions.write((tx) =>
      tx.db.insertInto('team').values({ id: newTeamId(), name, created_at: 0 }).execute(),
    )
  // The database may not grow by a page: to SQLite that is a full disk.
  database.exec('pragma max_page_count = 1')

  const refused = insertTeam('a'.repeat(100_000))
  await expect(refused).rejects.toMatchObject({ name: 'AppError', code: 'storage_full' })

  await insertTeam('small')
  const teams = await db.selectFrom('team').select('name').execute()
  expect(teams.map(({ name }) => name)).toEqual(['Studio', 'small'])
  await db.destroy()
})

test('a store that is closed lets the running transaction finish', async () => {
  await using studio = await openTestStore()
  const second = await openStore({ file: studio.file })

  const work = second.transaction(async (tx) => {
    await nextTurn()
    await insertInto(tx, studio)
  })
  await second[Symbol.asyncDispose]()
  await work

  expect(await count(studio.store)).toBe(1)
})

/** The longest time that this process could do nothing else, in `forMs`. */
async function longestBlock(forMs: number): Promise<number> {
  const end = performance.now() + forMs
  let longest = 0
  for (let last = performance.now(); last < end; ) {
    await nextTurn()
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  return longest
}
