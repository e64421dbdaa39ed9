import { randomInt } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { GenerationId } from '#lib/shared/ids.ts'
import { openStore } from './open-store.ts'
import { startProcess } from './testing/other-process.ts'
import { openTestStore } from './testing/test-store.ts'

const kills = 12

/** Generations, also those that nobody acknowledged, without all their attempts or their line in the feed. */
const halves = `
  select id from generation g where
    (select count(*) from attempt where generation_id = g.id) <> 3 or
    (select count(*) from change where subject_id = g.id) <> 1`

test(`after ${kills} kills at random moments everything acknowledged is there, and nothing is half there`, async () => {
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
  using database = new DatabaseSync(studio.file, { timeout: 5000 })
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
  expect(database.prepare(halves).all()).toEqual([])
}, 120_000)
