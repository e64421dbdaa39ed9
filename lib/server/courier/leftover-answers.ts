import type { AttemptId } from '#lib/shared/ids.ts'
import type { CourierParts } from './courier-parts.ts'

type Parts = Pick<CourierParts, 'store' | 'spool' | 'clock' | 'log'>

/**
 * Answers on disk that no call waits for. Only one whose end is in the books is removed: a crash came between the
 * commit and the removal. Any other may be the only trace of something that was paid for.
 */
export async function placeLeftovers(parts: Parts, answers: Iterable<AttemptId>): Promise<void> {
  const { store, spool, log } = parts
  for (const id of answers) {
    const attempt = await store.queue.find(id)
    const state = attempt?.state
    if (state === 'received' || state === 'stored') continue
    if (state === 'done' || state === 'failed_free') await spool.discard(id)
    else if (state === 'queued') await takeAsSent(parts, id)
    else {
      await spool.quarantine(id)
      log.warn({ attemptId: id, state: state ?? null }, 'an answer nobody waits for is put aside')
    }
  }
}

/**
 * The database is older than its spool, as after a backup was put back: this was sent and answered already. To send it
 * again would be to pay twice.
 */
async function takeAsSent({ store, clock, log }: Parts, id: AttemptId): Promise<void> {
  const now = clock.now()
  await store.transaction(async (tx) => {
    await tx.queue.advance(id, { from: 'queued', to: 'leased' })
    const changes = { dispatchedAt: now, deadlineAt: now, runAfter: null }
    await tx.queue.advance(id, { from: 'leased', to: 'dispatched', changes })
    await tx.queue.advance(id, { from: 'dispatched', to: 'received', changes: { receivedAt: now } })
  })
  log.warn({ attemptId: id }, 'an answer to what still waited was found, and is used')
}
