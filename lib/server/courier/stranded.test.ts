import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AttemptId } from '#lib/shared/ids.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { openCourierStudio } from '../testing/courier-studio.ts'
import { openSpool } from './spool.ts'
import { pickUpStranded } from './stranded.ts'

const leaseMs = 60_000

/** A studio in which a courier holds these many attempts, leased and not sent. */
async function openHeld(n: number) {
  const studio = await openCourierStudio()
  onTestFinished(() => studio[Symbol.asyncDispose]())
  const { files, dataDir } = studio.config
  const spool = await openSpool(files.spool, join(dataDir, 'quarantine'))
  const { store } = studio.app
  await studio.press({ n, size: '64x64' })
  const held = await store.queue.claim({ owner: 'mine', now: systemClock.now(), leaseMs, limit: n })
  const parts = { store, spool, clock: systemClock, log: createLog('courier', 'silent') }
  return {
    spool,
    ids: held.map(({ id }) => id) as [AttemptId, AttemptId],
    send: (id: AttemptId) => store.queue.advance(id, { from: 'leased', to: 'dispatched' }),
    stateOf: async (id: AttemptId) => (await store.queue.find(id))?.state,
    pickUp: (owner: string, working: AttemptId[] = []) =>
      pickUpStranded(parts, { has: (id) => working.includes(id) }, owner),
    claimAgain: () => store.queue.claim({ owner: 'mine', now: systemClock.now(), leaseMs, limit: n }),
  }
}

test('what was leased and let go of waits its turn again, and not at once', async () => {
  const { ids, pickUp, stateOf, claimAgain } = await openHeld(2)

  await pickUp('mine', [ids[1]])

  expect(await stateOf(ids[0])).toBe('queued')
  expect(await stateOf(ids[1])).toBe('leased')
  expect(await claimAgain()).toEqual([])
})

test('what was sent is received when its answer is on disk, else it is asked about; it is never sent again', async () => {
  const { ids, pickUp, stateOf, send, spool } = await openHeld(2)
  for (const id of ids) await send(id)
  await writeFile(spool.answerFile(ids[0]), '{}\n')

  await pickUp('mine')

  expect(await stateOf(ids[0])).toBe('received')
  expect(await stateOf(ids[1])).toBe('unknown')
})

test('what a hand is working on, or another courier holds, is left alone', async () => {
  const { ids, pickUp, stateOf, send } = await openHeld(2)
  await send(ids[0])

  await pickUp('mine', ids)
  await pickUp('somebody else')

  expect(await stateOf(ids[0])).toBe('dispatched')
  expect(await stateOf(ids[1])).toBe('leased')
})
