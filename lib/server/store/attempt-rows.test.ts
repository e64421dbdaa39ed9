import { expect, test } from 'vitest'
import type { AttemptState } from '#lib/shared/attempt.ts'
import { Attempt } from '#lib/shared/attempt.ts'
import { vouchForTeam } from '../access.ts'
import { newAttemptId, newTeamId } from '../ids.ts'
import { after, bring, finish, noon, openTestStore, press } from './testing/test-store.ts'

function aSuccessor(tryNumber = 2) {
  return { id: newAttemptId(), seed: 100, queuedAt: after(10), runAfter: after(15), tryNumber }
}

test('a failure is told with its code, its charge and what the gateway said', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const id = attempt(0)

  await bring(studio.store, id, {
    to: 'failed_charged',
    changes: {
      failureCode: 'moderated_output',
      charged: 'yes',
      costMicros: 60_000,
      requestId: 'req_1',
      gatewayStatus: 400,
      gatewayCode: 'CONTENT_POLICY_VIOLATION',
      finishedAt: after(9),
    },
  })

  const found = await studio.rows.attempts.find(id)
  expect(Attempt.parse(found)).toMatchObject({
    finishedAt: after(9).toISOString(),
    failure: {
      code: 'moderated_output',
      charged: 'yes',
      costMicros: 60_000,
      requestId: 'req_1',
      gatewayStatus: 400,
      gatewayCode: 'CONTENT_POLICY_VIOLATION',
    },
  })
})

test.each([
  ['failed_free', 'no'],
  ['failed_charged', 'yes'],
  ['unknown', 'unclear'],
] as const)('%s without a word about money was charged: %s', async (to, charged) => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)

  await bring(studio.store, attempt(0), { to, changes: { failureCode: 'no_answer' } })

  expect(await studio.rows.attempts.find(attempt(0))).toMatchObject({ failure: { charged } })
})

test('an attempt that has its picture after all is no failure any more', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  const id = attempt(0)
  await bring(studio.store, id, { to: 'unknown', changes: { failureCode: 'answer_cut', dispatchedAt: noon } })

  await studio.store.queue.advance(id, { from: 'unknown', to: 'received', changes: { receivedAt: after(9) } })

  expect(await studio.rows.attempts.find(id)).toMatchObject({ state: 'received', failure: null })
})

test('an attempt is found with its generation and its picture, by its own team only', async () => {
  await using studio = await openTestStore()
  const { id: generationId, attempt } = await press(studio)
  const id = attempt(0)
  const image = await finish(studio.store, id, { changes: { costMicros: 60_000 } })

  expect(await studio.rows.attempts.find(id)).toMatchObject({
    generationId,
    state: 'done',
    image: { id: image.id, costMicros: 60_000, durationMs: 9000 },
  })
  const stranger = studio.store.team(vouchForTeam(newTeamId())).attempts
  expect(await stranger.find(id)).toBeNull()
  expect(await stranger.succeed(id, aSuccessor())).toBeNull()
})

test('ahead counts what the whole studio queued before, and is null for what does not wait', async () => {
  await using studio = await openTestStore()
  const other = studio.store.team(vouchForTeam(newTeamId()))
  const first = await press({ ...studio, rows: other }, { request: { n: 3 } })
  const mine = await press(studio, { requestedAt: after(1) })
  await press(studio, { requestedAt: after(2) })
  const aheadOfMine = async () => (await studio.rows.attempts.find(mine.attempt(0)))?.ahead

  expect(await aheadOfMine()).toBe(3)
  await bring(studio.store, first.attempt(0), { to: 'leased' })
  expect(await aheadOfMine()).toBe(3)
  await studio.store.queue.advance(first.attempt(0), { from: 'leased', to: 'dispatched' })
  expect(await aheadOfMine()).toBe(2)
  await bring(studio.store, mine.attempt(0), { to: 'leased' })
  expect(await aheadOfMine()).toBeNull()
})

test('a successor takes the place of an attempt that failed, and waits as long as it was told', async () => {
  await using studio = await openTestStore()
  const { id: generationId, attempt, attempts } = await press(studio, { request: { n: 2 } })
  await bring(studio.store, attempt(0), { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  const next = { ...aSuccessor(), seed: 42 }

  expect(await studio.rows.attempts.succeed(attempt(0), next)).toBe(next.id)

  const generation = await studio.rows.generations.find(generationId)
  expect(generation?.attempts.map(({ id }) => id)).toEqual([next.id, attempts[1]])
  expect(generation?.attempts[0]).toEqual({
    ...(await studio.rows.attempts.find(next.id)),
    generationId: undefined,
    gateway: undefined,
  })
  expect(generation?.attempts[0]).toMatchObject({
    position: 0,
    state: 'queued',
    seed: 42,
    tryNumber: 2,
    queuedAt: after(10).toISOString(),
    runAfter: after(15).toISOString(),
    waitsBecause: 'rate_limited',
    failure: null,
  })
})

test('what the earlier try met is no failure of the next one, once that was sent', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  const next = aSuccessor()
  await studio.rows.attempts.succeed(attempt(0), next)

  await bring(studio.store, next.id, { to: 'dispatched' })

  expect(await studio.rows.attempts.find(next.id)).toMatchObject({ waitsBecause: null, failure: null })
})

test('an attempt has one successor, however often and from however many sides it is asked', async () => {
  await using studio = await openTestStore()
  const { id: generationId, attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'unknown', changes: { failureCode: 'no_answer' } })

  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      studio.rows.attempts.succeed(attempt(0), { ...aSuccessor(1), mayPayTwice: true }),
    ),
  )

  expect(new Set(answers).size).toBe(1)
  expect((await studio.rows.generations.find(generationId))?.attempts.map(({ id }) => id)).toEqual([
    answers[0],
  ])
  expect(await studio.store.queue.listInState('queued', 100)).toHaveLength(1)
})

test.each(['queued', 'leased', 'dispatched', 'received', 'stored', 'done'] satisfies AttemptState[])(
  'an attempt that is %s gets no successor',
  async (state) => {
    await using studio = await openTestStore()
    const { attempt } = await press(studio)
    await bring(studio.store, attempt(0), { to: state })

    expect(await studio.rows.attempts.succeed(attempt(0), aSuccessor())).toBeNull()
  },
)

test.each(['failed_free', 'failed_charged', 'cancelled'] satisfies AttemptState[])(
  'an attempt that is %s can be tried again',
  async (state) => {
    await using studio = await openTestStore()
    const { attempt } = await press(studio)
    await bring(studio.store, attempt(0), { to: state, changes: { failureCode: 'no_answer' } })

    expect(await studio.rows.attempts.succeed(attempt(0), aSuccessor())).not.toBeNull()
  },
)

test('an attempt whose end nobody knows is tried again only by who may pay twice', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'unknown', changes: { failureCode: 'no_answer' } })

  expect(await studio.rows.attempts.succeed(attempt(0), aSuccessor(1))).toBeNull()
  const agreed = { ...aSuccessor(1), mayPayTwice: true }
  expect(await studio.rows.attempts.succeed(attempt(0), agreed)).toBe(agreed.id)
})

test('what was to be cancelled is not tried again by itself, only when a person asks', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'dispatched' })
  await studio.rows.generations.cancel(id, after(5))
  await studio.store.queue.advance(attempt(0), { from: 'dispatched', to: 'failed_free' })

  expect(await studio.rows.attempts.succeed(attempt(0), aSuccessor(2))).toBeNull()
  const asked = aSuccessor(1)
  expect(await studio.rows.attempts.succeed(attempt(0), asked)).toBe(asked.id)
})

test('nothing is queued for a generation that was deleted', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  await studio.rows.generations.remove(id, after(5))

  expect(await studio.rows.attempts.succeed(attempt(0), aSuccessor())).toBeNull()
})

test('automatic tries count their time from the first, a person’s wish begins anew', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  const second = aSuccessor(2)
  await studio.rows.attempts.succeed(attempt(0), second)
  expect(await studio.store.queue.find(second.id)).toMatchObject({ tryNumber: 2, firstQueuedAt: noon })

  await bring(studio.store, second.id, { to: 'failed_free', changes: { failureCode: 'rate_limited' } })
  const asked = { ...aSuccessor(1), queuedAt: after(900) }
  await studio.rows.attempts.succeed(second.id, asked)

  expect(await studio.store.queue.find(asked.id)).toMatchObject({ tryNumber: 1, firstQueuedAt: after(900) })
  expect(await studio.rows.attempts.find(asked.id)).toMatchObject({ waitsBecause: null })
})
