import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ImageUnreadable } from '../imaging/imaging.ts'
import { openImaging } from '../imaging/open-imaging.ts'
import { createLog } from '../log.ts'
import { isTroubleOfStudio } from './trouble.ts'

function errorOf(work: () => unknown): Promise<unknown> {
  return Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    )
}

test('a child that cannot decode anything says nothing about the picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-trouble-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  // Ends at once, whatever it is asked.
  const file = join(folder, 'child.mjs')
  await writeFile(file, 'process.exit(1)')
  const program = pathToFileURL(file)
  await using imaging = openImaging({ log: createLog('courier', 'silent'), program })

  const error = await errorOf(() => imaging.inspect(join(folder, 'picture'), folder))

  expect(error).toBeInstanceOf(Error)
  expect(isTroubleOfStudio(error)).toBe(true)
})

test('a database that does not answer says nothing about the picture', async () => {
  using database = new DatabaseSync(':memory:')

  expect(isTroubleOfStudio(await errorOf(() => database.exec('select * from nowhere')))).toBe(true)
})

test('a picture that is not one, and an answer that is gone, are not put down to the studio', async () => {
  const gone = await errorOf(() => readFile(join(tmpdir(), 'safelight-nowhere', 'answer')))

  expect(isTroubleOfStudio(gone)).toBe(false)
  expect(isTroubleOfStudio(new ImageUnreadable('It is a poem.'))).toBe(false)
})
