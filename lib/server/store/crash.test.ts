import { randomInt } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { GenerationId } from '#lib/shared/ids.ts'
import { openStore } from './open-store.ts'
import { startProcess } from './testing/other-process.ts'
import { openTestStore } from './testing/test-store.ts'

const kills = 12

test(`after ${kills} kills at random moments everything that was acknowledged is there, whole`, async () => {
  await using studio = await openTestStore()
  const acknowledged: string[] = []

  for (let n = 0; n < kills; n++) {
    await using process = await startProcess('insertForEver', studio.file)
    process.go()
    for (let lines = randomInt(1, 60); lines > 0; lines--)
      acknowledged.push((await process.line()) ?? 'ended early')
    await process.kill()
    // What it said before it died, and was not read yet, counts as well.
    for (let line = await process.line(); line; line = await process.line()) acknowledged.push(line)
  }

  await using store = await openStore({ file: studio.file })
  const { generations } = store.team(studio.owner.scope)
  for (const id of acknowledged) {
    expect((await generations.find(id as GenerationId))?.attempts).toHaveLength(3)
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(kills)
  using database = new DatabaseSync(studio.file)
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
}, 120_000)

test('half a generation is never there: each has its attempts and its line in the feed', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 3; n++) {
    await using process = await startProcess('insertForEver', studio.file)
    process.go()
    for (let lines = randomInt(1, 30); lines > 0; lines--) await process.line()
    await process.kill()
  }

  using database = new DatabaseSync(studio.file)
  const halves = database
    .prepare(
      `select id from generation g where
         (select count(*) from attempt where generation_id = g.id) <> 3 or
         (select count(*) from change where subject_id = g.id) <> 1`,
    )
    .all()
  expect(halves).toEqual([])
})
