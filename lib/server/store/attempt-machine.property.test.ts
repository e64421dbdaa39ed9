import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttemptState, attemptStates, canBecome, hasEnded, nextStates } from '#lib/shared/attempt.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import type { AttemptRecord, Store } from './store.ts'
import { after, openTestStore, press } from './testing/test-store.ts'

const leaseSeconds = 30
const pictures = 3

/** What is done to the queue, by one of two owners who may each believe something that is no longer true. */
const Act = fc.oneof(
  fc.record({
    act: fc.constant('claim' as const),
    owner: fc.integer({ min: 0, max: 1 }),
    limit: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    act: fc.constant('advance' as const),
    owner: fc.integer({ min: 0, max: 1 }),
    attempt: fc.integer({ min: 0, max: pictures - 1 }),
    from: fc.constantFrom(...attemptStates),
    to: fc.constantFrom(...attemptStates),
    // Steps that are possible, or else blind ones; some say nothing of the lease.
    possible: fc.boolean(),
    choice: fc.nat(),
    fenced: fc.boolean(),
    checksLease: fc.boolean(),
  }),
  fc.record({ act: fc.constant('heartbeat' as const), owner: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ act: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ act: fc.constant('expire' as const) }),
  fc.record({ act: fc.constant('cancel' as const) }),
)
type Act = typeof Act extends fc.Arbitrary<infer T> ? T : never
type Advance = Extract<Act, { act: 'advance' }>

/** One run: the real queue, the time, and what each owner last saw of each attempt. */
type Run = {
  store: Store
  cancel(at: Date): Promise<unknown>
  ids: AttemptId[]
  seconds: number
  seen: Map<AttemptId, number>[]
}

test('whatever two owners do in whatever order, an attempt is sent once, ends once, and its fence only grows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Act, { minLength: 10, maxLength: 60 }), async (acts) => {
      await using studio = await openTestStore()
      const { id, attempts: ids } = await press(studio, { request: { n: pictures } })
      const run: Run = {
        store: studio.store,
        cancel: (at) => studio.rows.generations.cancel(id, at),
        ids,
        seconds: 0,
        seen: [new Map(), new Map()],
      }
      const sent = new Map<AttemptId, number>()

      let before = await readAll(run)
      for (const act of acts) {
        await perform(run, act, before)
        const now = await readAll(run)
        for (const [index, record] of now.entries()) {
          const earlier = before[index]
          if (!earlier) throw new Error('An attempt is missing.')
          assertStep(earlier, record)
          if (earlier.state !== 'dispatched' && record.state === 'dispatched') {
            sent.set(record.id, (sent.get(record.id) ?? 0) + 1)
          }
        }
        before = now
      }

      expect(Math.max(0, ...sent.values())).toBeLessThanOrEqual(1)
    }),
    { numRuns: 60 },
  )
}, 120_000)

async function readAll({ store, ids }: Run): Promise<AttemptRecord[]> {
  const records = await Promise.all(ids.map((id) => store.queue.find(id)))
  return records.filter((record) => record !== null)
}

async function perform(run: Run, act: Act, before: AttemptRecord[]): Promise<void> {
  const { store } = run
  const now = after(run.seconds)
  switch (act.act) {
    case 'claim': {
      const ask = { owner: `owner ${act.owner}`, now, leaseMs: leaseSeconds * 1000, limit: act.limit }
      const free = before.filter(({ state }) => state === 'queued').length
      const claimed = await store.queue.claim(ask)
      expect(claimed).toHaveLength(Math.min(act.limit, free))
      for (const { id, fence } of claimed) run.seen[act.owner]?.set(id, fence)
      return
    }
    case 'advance':
      return advance(run, act, before)
    case 'heartbeat': {
      const held = await store.queue.heartbeat(`owner ${act.owner}`, now, leaseSeconds * 1000)
      const expected = before.filter(({ leaseOwner }) => leaseOwner === `owner ${act.owner}`)
      expect(held.sort()).toEqual(expected.map(({ id }) => id).sort())
      return
    }
    case 'wait':
      run.seconds += act.seconds
      return
    case 'expire': {
      const gone = before.filter(
        ({ state, leaseUntil }) => state === 'leased' && leaseUntil && leaseUntil < now,
      )
      expect(await store.queue.expireLeases(now)).toBe(gone.length)
      return
    }
    case 'cancel':
      await run.cancel(now)
  }
}

async function advance(run: Run, act: Advance, before: AttemptRecord[]): Promise<void> {
  const record = before[act.attempt]
  if (!record) return
  const ways: readonly AttemptState[] = nextStates[record.state]
  const from = act.possible ? record.state : act.from
  const to = (act.possible ? ways[act.choice % ways.length] : undefined) ?? act.to
  const fence = act.fenced ? (run.seen[act.owner]?.get(record.id) ?? 0) : undefined
  const leaseNotBefore = act.checksLease ? after(run.seconds) : undefined
  const step = { from, to, fence, leaseNotBefore }
  if (!canBecome(from, to)) {
    await expect(run.store.queue.advance(record.id, step)).rejects.toThrow('cannot become')
    return
  }
  const lives = !leaseNotBefore || (record.leaseUntil !== null && record.leaseUntil >= leaseNotBefore)
  const allowed = record.state === from && (fence === undefined || fence === record.fence) && lives
  expect(await run.store.queue.advance(record.id, step)).toBe(allowed)
}

/** What one act may do to an attempt. */
function assertStep(earlier: AttemptRecord, now: AttemptRecord): void {
  const moved = earlier.state !== now.state
  if (moved) expect([earlier.state, canBecome(earlier.state, now.state)]).toEqual([earlier.state, true])
  if (hasEnded(earlier.state)) expect(now).toEqual(earlier)
  expect(now.fence).toBe(earlier.fence + (moved && now.state === 'leased' ? 1 : 0))
  const held: AttemptState[] = ['leased', 'dispatched', 'received', 'stored']
  if (!held.includes(now.state)) expect([now.leaseOwner, now.leaseUntil]).toEqual([null, null])
}
