import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AttemptId } from '#lib/shared/ids.ts'
import { systemClock } from '../clock.ts'
import { openImaging } from '../imaging/open-imaging.ts'
import { createLog } from '../log.ts'
import { openCourierStudio } from '../testing/courier-studio.ts'
import { claimDue } from './claim.ts'
import { openSpool } from './spool.ts'

test('what was paid for and is not kept stops the spending, in nobody’s hands too; what is kept lets it go on', async () => {
  const studio = await openCourierStudio({ environment: { STUDIO_CONCURRENCY: '1' } })
  onTestFinished(() => studio[Symbol.asyncDispose]())
  const { config, app } = studio
  const { queue } = app.store
  await studio.press({ n: 3, size: '64x64' })
  const earlier = await queue.claim({ owner: 'earlier', now: systemClock.now(), leaseMs: 60_000, limit: 2 })
  const step = async (from: 'leased' | 'dispatched', to: 'dispatched' | 'received') => {
    for (const { id } of earlier) await queue.advance(id, { from, to })
  }
  await step('leased', 'dispatched')
  await step('dispatched', 'received')
  const sent: AttemptId[] = []
  const crew = {
    calls: 0,
    size: 0,
    has: () => false,
    send: ({ id }: { id: AttemptId }) => sent.push(id),
    settle: () => undefined,
    finish: async () => undefined,
  }
  const log = createLog('courier', 'silent')
  await using imaging = openImaging({ log })
  const parts = {
    config,
    log,
    imaging,
    store: app.store,
    spool: await openSpool(config.files.spool, join(config.dataDir, 'quarantine')),
    clock: systemClock,
    disk: { countRoom: async () => 100 },
    checkpoint: () => undefined,
  }

  await claimDue(parts, crew, 'mine')
  expect(sent).toEqual([])

  for (const { id } of earlier) await queue.advance(id, { from: 'received', to: 'failed_charged' })
  await claimDue(parts, crew, 'mine')
  expect(sent).toHaveLength(1)
})
