import type { CourierParts } from './courier-parts.ts'
import type { Crew } from './crew.ts'
import { markReceived, markUnknown } from './recover.ts'

type Parts = Pick<CourierParts, 'store' | 'spool' | 'clock' | 'log'>

const batch = 1000
/** What broke before it was sent may break again at once. */
const pauseMs = 5000

/**
 * What this courier holds and no hand works on: an error came between two steps. It is treated as after a crash, only
 * sooner. Called between claims, when whatever has been leased has been given to a hand; a hand that lets go meanwhile
 * has taken the attempt further, and then the steps here find nothing to do.
 */
export async function pickUpStranded(parts: Parts, crew: Pick<Crew, 'has'>, owner: string): Promise<void> {
  const { store, spool, clock, log } = parts
  for (const state of ['leased', 'dispatched'] as const) {
    for (const attempt of await store.queue.listInState(state, batch)) {
      const { id, fence } = attempt
      if (attempt.leaseOwner !== owner || crew.has(id)) continue
      if (state === 'leased') {
        const runAfter = new Date(clock.now().getTime() + pauseMs)
        await store.queue.advance(id, { from: 'leased', to: 'queued', fence, changes: { runAfter } })
      } else if (spool.hasAnswer(id)) await markReceived(parts, attempt)
      else await markUnknown(parts, attempt)
      log.warn({ attemptId: id, traceId: attempt.traceId, state }, 'picked up after an error')
    }
  }
}
