import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AttemptState } from '#lib/shared/attempt.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import { systemClock } from '../clock.ts'
import { newAttemptId } from '../ids.ts'
import { createLog } from '../log.ts'
import { openCourierStudio } from '../testing/courier-studio.ts'
import { placeLeftovers } from './leftover-answers.ts'
import { openSpool } from './spool.ts'

/** A studio with one attempt that was brought to where the steps lead, and an answer for it in the spool. */
async function openLeftover(steps: AttemptState[]) {
  const studio = await openCourierStudio()
  onTestFinished(() => studio[Symbol.asyncDispose]())
  const { store } = studio.app
  const { files, dataDir } = studio.config
  const quarantine = join(dataDir, 'quarantine')
  const spool = await openSpool(files.spool, quarantine)
  const [attempt] = (await studio.press({ size: '64x64' })).attempts
  const id = attempt?.id as AttemptId
  let from: AttemptState = 'queued'
  for (const to of steps) {
    await store.queue.advance(id, { from, to })
    from = to
  }
  await writeFile(spool.answerFile(id), 'An answer')
  const parts = { store, spool, clock: systemClock, log: createLog('courier', 'silent') }
  return {
    id,
    parts,
    placed: async () => ({ spool: await readdir(files.spool), quarantine: await readdir(quarantine) }),
  }
}

test.each<[string, AttemptState[]]>([
  ['is done', ['leased', 'dispatched', 'received', 'stored', 'done']],
  ['cost nothing', ['leased', 'dispatched', 'received', 'failed_free']],
])('the answer of an attempt that %s is removed', async (_, steps) => {
  const { id, parts, placed } = await openLeftover(steps)

  await placeLeftovers(parts, [id])

  expect(await placed()).toEqual({ spool: [], quarantine: [] })
})

test('the answer of an attempt that was charged without a picture is put aside', async () => {
  const { id, parts, placed } = await openLeftover(['leased', 'dispatched', 'unknown', 'failed_charged'])

  await placeLeftovers(parts, [id])

  expect(await placed()).toEqual({ spool: [], quarantine: [`${id}.answer`] })
})

test('an answer that the database knows nothing of is put aside', async () => {
  const { parts, placed } = await openLeftover([])
  const stranger = newAttemptId()
  await writeFile(parts.spool.answerFile(stranger), 'An answer')

  await placeLeftovers(parts, [stranger])

  expect((await placed()).quarantine).toEqual([`${stranger}.answer`])
})

test('what still waits and was answered already is never sent again: its answer is used', async () => {
  const { id, parts, placed } = await openLeftover([])

  await placeLeftovers(parts, [id])

  const { queue } = parts.store
  expect((await queue.find(id))?.state).toBe('received')
  expect(await placed()).toEqual({ spool: [`${id}.answer`], quarantine: [] })
  const again = { owner: 'mine', now: systemClock.now(), leaseMs: 60_000, limit: 1 }
  expect(await queue.claim(again)).toEqual([])
})
