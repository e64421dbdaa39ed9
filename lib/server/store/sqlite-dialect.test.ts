import { join } from 'node:path'
import { CompiledQuery, Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { openSqlite, sqliteDialect } from './sqlite-dialect.ts'
import { openTestStore } from './testing/test-store.ts'

test('each commit is synced to the disk, readers do not block, and references are checked', async () => {
  await using studio = await openTestStore()
  using database = await openSqlite(studio.file)
  const read = (name: string) => database.prepare(`pragma ${name}`).get()?.[name]

  expect(read('journal_mode')).toBe('wal')
  expect(read('synchronous')).toBe(2)
  expect(read('foreign_keys')).toBe(1)
})

test('more statements than are remembered run all the same', async () => {
  await using studio = await openTestStore()
  const db = new Kysely<Record<string, never>>({ dialect: sqliteDialect(await openSqlite(studio.file)) })

  for (let n = 0; n < 700; n++) {
    const { rows } = await db.executeQuery<{ n: number }>(CompiledQuery.raw(`select ${n % 350} as n`))
    expect(rows[0]?.n).toBe(n % 350)
  }
  await db.destroy()
})

test('a statement remembered from before a table was changed gives the new columns', async () => {
  await using studio = await openTestStore()
  const db = new Kysely<Record<string, never>>({ dialect: sqliteDialect(await openSqlite(studio.file)) })
  const all = () => sql`select * from thing`.execute(db)
  await sql`create table thing (a integer)`.execute(db)
  await sql`insert into thing values (1)`.execute(db)
  expect((await all()).rows).toEqual([{ a: 1 }])

  await sql`alter table thing add column b text`.execute(db)

  expect((await all()).rows).toEqual([{ a: 1, b: null }])
  await db.destroy()
})

test('a folder that is not there is an error at once', async () => {
  await using studio = await openTestStore()

  await expect(openSqlite(join(studio.file, 'nowhere', 'studio.sqlite'))).rejects.toThrow('unable to open')
})
