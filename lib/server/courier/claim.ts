import type { CourierParts } from './courier-parts.ts'
import type { Crew } from './crew.ts'
import { cancelOfOtherGateway, isOfOtherGateway } from './other-gateway.ts'
import { pickUpStranded } from './stranded.ts'

type Parts = Omit<CourierParts, 'blobs' | 'gateway'>

/** Words that new work is waiting may be lost, so it is looked for this often anyway. */
const lookEveryMs = 1000
/**
 * With this many times the calls waiting to be kept, more are not paid for: something is wrong with the keeping. Rows
 * are counted, not hands: what could not be kept rests between two tries, and a new courier has nothing in hand yet.
 */
const unkeptPerCall = 2

/** Leases what is due, as far as there are hands and room on the disk, and sends it. Returns when to look again, in ms. */
export async function claimDue(parts: Parts, crew: Crew, owner: string): Promise<number> {
  const { store, clock, checkpoint, config, imaging } = parts
  const { concurrency, leaseMs } = config.limits
  await pickUpStranded(parts, crew, owner)
  const unkept = await store.queue.countInStates(['received', 'stored'])
  const limit = Math.min(
    concurrency - crew.calls,
    unkeptPerCall * concurrency - crew.calls - unkept,
    await countRoom(parts, crew),
  )
  if (limit > 0) {
    checkpoint('before-claim')
    const leased = await store.queue.claim({ owner, now: clock.now(), leaseMs, limit })
    if (leased.length > 0) checkpoint('after-claim')
    for (const attempt of leased) {
      if (isOfOtherGateway(parts, attempt)) await cancelOfOtherGateway(parts, attempt)
      else crew.send(attempt)
    }
  }
  // Asked again with every look, so that decoding need not be started when the answer is there.
  if (crew.size > 0) imaging.prepare()
  return untilDue(parts)
}

/** Each answer on its way has its place on the disk. On a full disk one is taken all the same, to end saying so. */
async function countRoom({ disk }: Pick<CourierParts, 'disk'>, crew: Crew): Promise<number> {
  const room = await disk.countRoom()
  return room === 0 && crew.size === 0 ? 1 : room - crew.size
}

async function untilDue({ store, clock }: Pick<CourierParts, 'store' | 'clock'>): Promise<number> {
  const due = await store.queue.nextDue()
  const waitMs = due ? due.getTime() - clock.now().getTime() : lookEveryMs
  // What is due already and was not taken waits for a free hand, which rings.
  return waitMs > 0 ? Math.min(waitMs, lookEveryMs) : lookEveryMs
}
