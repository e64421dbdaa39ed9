import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { placeLeftovers } from './leftover-answers.ts'
import { cancelOfOtherGateway, isOfOtherGateway } from './other-gateway.ts'

const batch = 100_000

/**
 * What an earlier courier left behind, put where it belongs. Called while the courier's lock is held, so whoever
 * owned any of it is gone. What is `received` or `stored` afterwards is finished from disk by the usual loop.
 */
export async function recoverAttempts(parts: CourierParts): Promise<void> {
  const { store, spool, log } = parts
  const requeued = await requeueLeased(parts)
  const answers = new Set(await spool.sweep())
  let found = 0
  let lost = 0
  for (const state of ['dispatched', 'unknown'] as const) {
    for (const attempt of await store.queue.listInState(state, batch)) {
      if (answers.has(attempt.id)) found += Number(await markReceived(parts, attempt))
      else if (state === 'dispatched') lost += Number(await markUnknown(parts, attempt))
    }
  }
  await placeLeftovers(parts, answers)
  for (const attempt of await store.queue.listInState('queued', batch)) {
    if (isOfOtherGateway(parts, attempt)) await cancelOfOtherGateway(parts, attempt)
  }
  log.info({ requeued, found, lost }, 'recovered')
}

/** Nothing was sent for them: they wait their turn again. */
async function requeueLeased({ store }: CourierParts): Promise<number> {
  let requeued = 0
  for (const attempt of await store.queue.listInState('leased', batch)) {
    const step = { from: 'leased', to: 'queued', fence: attempt.fence } as const
    const changes = { leaseOwner: null, leaseUntil: null }
    requeued += Number(await store.queue.advance(attempt.id, { ...step, changes }))
  }
  return requeued
}

/** The whole answer is on disk, so nobody has to be asked. */
export function markReceived(
  { store, clock }: Pick<CourierParts, 'store' | 'clock'>,
  attempt: AttemptRecord,
): Promise<boolean> {
  const from = attempt.state
  return store.queue.advance(attempt.id, { from, to: 'received', changes: { receivedAt: clock.now() } })
}

export function markUnknown(
  { store }: Pick<CourierParts, 'store'>,
  attempt: AttemptRecord,
): Promise<boolean> {
  const changes = { failureCode: 'no_answer', charged: 'unclear' } as const
  return store.queue.advance(attempt.id, { from: 'dispatched', to: 'unknown', changes })
}
