import { expect, test } from 'vitest'
import { attemptStates, canBecome } from '#lib/shared/attempt.ts'
import type { MemberId } from '#lib/shared/ids.ts'
import { newAttemptId, newMemberId } from '../ids.ts'
import { startProcess } from './testing/other-process.ts'
import { after, bring, finish, noon, openTestStore, press, type TestStore } from './testing/test-store.ts'

const leaseMs = 30_000

function claim(studio: TestStore, limit: number, { owner = 'a', now = noon } = {}) {
  return studio.store.queue.claim({ owner, now, leaseMs, limit })
}

test('a claim leases what waits, oldest first, and says all the courier has to know', async () => {
  await using studio = await openTestStore()
  const second = await press(studio, { requestedAt: after(2) })
  const first = await press(studio, { requestedAt: after(1), request: { n: 2, prompt: 'a blue boat' } })

  const claimed = await claim(studio, 2, { now: after(3) })

  expect(claimed.map(({ id }) => id)).toEqual(first.attempts)
  expect(claimed[0]).toEqual({
    id: first.attempts[0],
    teamId: studio.owner.scope.teamId,
    generationId: first.id,
    position: 0,
    state: 'leased',
    seed: 100,
    tryNumber: 1,
    request: { prompt: 'a blue boat', model: 'flux.2-flex', n: 2 },
    asked: { width: 1024, height: 1024 },
    requestedBy: studio.owner.id,
    queuedAt: after(1),
    firstQueuedAt: after(1),
    leaseOwner: 'a',
    leaseUntil: after(33),
    fence: 1,
    traceId: null,
    dispatchedAt: null,
    deadlineAt: null,
    receivedAt: null,
    cancelRequestedAt: null,
    requestId: null,
    gatewayStatus: null,
    gateway: 'sandbox',
  })
  expect((await claim(studio, 9)).map(({ id }) => id)).toEqual(second.attempts)
  expect(await claim(studio, 9)).toEqual([])
})

test('what the gateway asked to wait with is not leased before its time', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  const next = { id: newAttemptId(), seed: 1, queuedAt: noon, runAfter: after(20), tryNumber: 2 }
  await studio.rows.attempts.succeed(attempt(0), next)

  expect(await studio.store.queue.nextDue()).toEqual(after(20))
  expect(await claim(studio, 5, { now: after(19.999) })).toEqual([])
  expect((await claim(studio, 5, { now: after(20) })).map(({ id }) => id)).toEqual([next.id])
  expect(await studio.store.queue.nextDue()).toBeNull()
})

test('people take turns: a hundred pictures of one do not stand before the one of another', async () => {
  await using studio = await openTestStore()
  const [ada, bob, cleo] = [newMemberId(), newMemberId(), newMemberId()]
  for (let n = 0; n < 10; n++) await press(studio, { requestedBy: ada, request: { n: 10 } })
  await press(studio, { requestedBy: bob, requestedAt: after(5), request: { n: 2 } })
  await press(studio, { requestedBy: cleo, requestedAt: after(6) })

  const claimed = await claim(studio, 7, { now: after(10) })

  expect(claimed.map(({ requestedBy }) => requestedBy)).toEqual([ada, bob, cleo, ada, bob, ada, ada])
})

test('who has the fewest running goes first, whatever kind of running it is', async () => {
  await using studio = await openTestStore()
  const [ada, bob] = [newMemberId(), newMemberId()]
  const inFlight = await press(studio, { requestedBy: ada, request: { n: 3 } })
  await bring(studio.store, inFlight.attempt(0), { to: 'dispatched' })
  await bring(studio.store, inFlight.attempt(1), { to: 'received' })
  await press(studio, { requestedBy: bob, requestedAt: after(9), request: { n: 4 } })

  const claimed = await claim(studio, 4, { now: after(10) })

  expect(claimed.map(({ requestedBy }) => requestedBy)).toEqual([bob, bob, ada, bob])
})

test('what has ended does not count as running', async () => {
  await using studio = await openTestStore()
  const [ada, bob] = [newMemberId(), newMemberId()]
  const old = await press(studio, { requestedBy: ada, request: { n: 3 } })
  await finish(studio.store, old.attempt(0))
  await bring(studio.store, old.attempt(1), { to: 'unknown', changes: { failureCode: 'no_answer' } })
  await press(studio, { requestedBy: bob, requestedAt: after(1) })

  expect((await claim(studio, 1, { now: after(10) }))[0]?.requestedBy).toBe(ada)
})

test('two owners in one process never lease the same attempt', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 6; n++) await press(studio, { request: { n: 10 } })

  const claims = await Promise.all(
    Array.from({ length: 30 }, (_, turn) => claim(studio, 3, { owner: turn % 2 ? 'a' : 'b' })),
  )

  const ids = claims.flat().map(({ id }) => id)
  expect(ids).toHaveLength(60)
  expect(new Set(ids).size).toBe(60)
})

test('two processes that claim everything share it, and lease nothing twice', async () => {
  await using studio = await openTestStore()
  const people: MemberId[] = [newMemberId(), newMemberId(), newMemberId()]
  for (let n = 0; n < 12; n++) await press(studio, { requestedBy: people[n % 3], request: { n: 10 } })
  await using first = await startProcess('claimEverything', studio.file, 'a')
  await using second = await startProcess('claimEverything', studio.file, 'b')
  const both = [first, second]
  for (const process of both) process.go()
  for (const process of both) expect(await process.line()).toBe('ready')

  for (const process of both) process.go()
  const claimed = await Promise.all(
    both.map(async (process) => {
      const lines = []
      for (let line = await process.line(); line; line = await process.line()) lines.push(line)
      return lines
    }),
  )

  expect(new Set(claimed.flat()).size).toBe(120)
  expect(claimed.flat()).toHaveLength(120)
  expect(claimed.flat().every((line) => line.endsWith(' 1'))).toBe(true)
}, 60_000)

test('a heartbeat extends what an owner holds, and tells what it no longer holds', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio, { request: { n: 3 } })
  await claim(studio, 2)
  await claim(studio, 1, { owner: 'b' })
  await studio.store.queue.advance(attempt(0), { from: 'leased', to: 'dispatched' })

  expect(await studio.store.queue.heartbeat('a', after(20), leaseMs)).toEqual([attempt(0), attempt(1)])
  expect(await studio.store.queue.find(attempt(0))).toMatchObject({ leaseUntil: after(50) })
  expect(await studio.store.queue.find(attempt(2))).toMatchObject({ leaseUntil: after(30) })

  await studio.rows.generations.cancel(id, after(21))
  expect(await studio.store.queue.heartbeat('a', after(25), leaseMs)).toEqual([attempt(0)])
})

test('a lease whose owner has gone returns to the queue; what was dispatched never does', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio, { request: { n: 3 } })
  await claim(studio, 2)
  await studio.store.queue.advance(attempt(1), { from: 'leased', to: 'dispatched' })

  expect(await studio.store.queue.expireLeases(after(30))).toBe(0)
  expect(await studio.store.queue.expireLeases(after(30.001))).toBe(1)

  expect(await studio.store.queue.find(attempt(0))).toMatchObject({
    state: 'queued',
    leaseOwner: null,
    leaseUntil: null,
  })
  expect(await studio.store.queue.find(attempt(1))).toMatchObject({ state: 'dispatched', leaseOwner: 'a' })
})

test('who was replaced cannot write: its fence is old', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const id = attempt(0)
  const [old] = await claim(studio, 1, { owner: 'a' })
  await studio.store.queue.expireLeases(after(31))
  const [replacement] = await claim(studio, 1, { owner: 'b', now: after(31) })

  expect([old?.fence, replacement?.fence]).toEqual([1, 2])
  const step = { from: 'leased', to: 'dispatched' } as const
  expect(await studio.store.queue.advance(id, { ...step, fence: old?.fence })).toBe(false)
  expect(await studio.store.queue.advance(id, { ...step, fence: replacement?.fence })).toBe(true)
})

test('nothing is sent under a lease that has run out', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await claim(studio, 1)
  const step = { from: 'leased', to: 'dispatched', fence: 1 } as const

  expect(await studio.store.queue.advance(attempt(0), { ...step, leaseNotBefore: after(30.001) })).toBe(false)
  expect(await studio.store.queue.advance(attempt(0), { ...step, leaseNotBefore: after(30) })).toBe(true)
})

test('of two who take the same step one is told that it came too late', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await claim(studio, 1)
  const step = { from: 'leased', to: 'dispatched' } as const

  const answers = await Promise.all([1, 2, 3].map(() => studio.store.queue.advance(attempt(0), step)))

  expect(answers.sort()).toEqual([false, false, true])
})

test('every step that the state machine forbids is refused loudly, and changes nothing', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const forbidden = attemptStates.flatMap((from) =>
    attemptStates.filter((to) => !canBecome(from, to)).map((to) => ({ from, to })),
  )

  expect(forbidden).toContainEqual({ from: 'dispatched', to: 'queued' })
  for (const step of forbidden) {
    await expect(studio.store.queue.advance(attempt(0), step)).rejects.toThrow('cannot become')
  }
  expect(await studio.store.queue.find(attempt(0))).toMatchObject({ state: 'queued', fence: 0 })
})

test('a step that comes too late, or for an attempt that is not there, is false and sets nothing', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const step = { from: 'leased', to: 'dispatched', changes: { traceId: 'f'.repeat(32) } } as const

  expect(await studio.store.queue.advance(attempt(0), step)).toBe(false)
  expect(await studio.store.queue.advance(newAttemptId(), step)).toBe(false)
  expect(await studio.store.queue.find(attempt(0))).toMatchObject({ state: 'queued', traceId: null })
})

test('a step sets what it names and leaves the rest; nobody holds what waits or has ended', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const id = attempt(0)
  await claim(studio, 1)
  const traceId = 'f'.repeat(32)
  await studio.store.queue.advance(id, {
    from: 'leased',
    to: 'dispatched',
    changes: { traceId, dispatchedAt: after(1), deadlineAt: after(601) },
  })
  expect(await studio.store.queue.find(id)).toMatchObject({ leaseOwner: 'a', dispatchedAt: after(1) })

  await studio.store.queue.advance(id, {
    from: 'dispatched',
    to: 'unknown',
    changes: { failureCode: 'no_answer' },
  })

  expect(await studio.store.queue.find(id)).toMatchObject({
    state: 'unknown',
    traceId,
    deadlineAt: after(601),
    leaseOwner: null,
    leaseUntil: null,
  })
})

test('a lease can be given back, and the wait for it is kept', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await claim(studio, 1)

  await studio.store.queue.advance(attempt(0), {
    from: 'leased',
    to: 'queued',
    fence: 1,
    changes: { runAfter: after(60) },
  })

  expect(await claim(studio, 1, { now: after(59) })).toEqual([])
  expect(await claim(studio, 1, { now: after(60) })).toMatchObject([{ id: attempt(0), fence: 2 }])
})

test('attempts in a state are listed oldest first, no more than asked for', async () => {
  await using studio = await openTestStore()
  const late = await press(studio, { requestedAt: after(9) })
  const early = await press(studio, { requestedAt: after(1), request: { n: 2 } })
  const ids = async (limit: number) =>
    (await studio.store.queue.listInState('queued', limit)).map(({ id }) => id)

  expect(await ids(10)).toEqual([...early.attempts, ...late.attempts])
  expect(await ids(2)).toEqual(early.attempts)
  expect(await studio.store.queue.listInState('unknown', 10)).toEqual([])
})

test('the queue has no next time when nothing waits', async () => {
  await using studio = await openTestStore()
  expect(await studio.store.queue.nextDue()).toBeNull()

  await press(studio, { requestedAt: after(3) })

  expect(await studio.store.queue.nextDue()).toEqual(after(3))
  expect(await studio.store.queue.find(newAttemptId())).toBeNull()
})
