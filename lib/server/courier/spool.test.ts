import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newAttemptId } from '../ids.ts'
import { openSpool } from './spool.ts'

test('what was put aside stays there, however much it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-spool-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const spool = await openSpool(join(folder, 'spool'), join(folder, 'quarantine'))
  const ids = Array.from({ length: 60 }, () => newAttemptId())

  for (const id of ids) {
    await writeFile(spool.answerFile(id), 'An answer')
    await spool.quarantine(id)
  }

  expect(await readdir(join(folder, 'quarantine'))).toHaveLength(60)
  expect(await readdir(join(folder, 'spool'))).toEqual([])
})
