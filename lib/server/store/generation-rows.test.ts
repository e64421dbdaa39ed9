import { expect, test } from 'vitest'
import { Generation } from '#lib/shared/generation.ts'
import { vouchForTeam } from '../access.ts'
import { newGenerationId, newMemberId, newTeamId } from '../ids.ts'
import { startProcess } from './testing/other-process.ts'
import {
  after,
  aGeneration,
  anImage,
  bring,
  finish,
  noon,
  openTestStore,
  press,
  required,
} from './testing/test-store.ts'

test('a generation comes back as it was asked for, with one queued attempt for each image', async () => {
  await using studio = await openTestStore()
  const request = {
    prompt: 'a “red” boat \u{1F6A4}',
    model: 'flux.2-flex',
    n: 2,
    size: '16:9',
    resolution: '0.5',
    seed: 7,
    extra: { guidance: 4.5, tags: ['a', 1, true], draft: false },
  }
  const { id } = await press(studio, { request, asked: { width: 960, height: 544 } })

  const found = await studio.rows.generations.find(id)

  expect(Generation.parse(found)).toEqual(found)
  expect(found).toMatchObject({
    id,
    state: 'queued',
    request,
    asked: { width: 960, height: 544 },
    requestedAt: noon.toISOString(),
    requestedBy: { id: studio.owner.id, name: 'Owner' },
    expected: { p50Ms: 16_000, p90Ms: 26_000 },
    costMicros: null,
    deletedAt: null,
    attempts: [
      {
        position: 0,
        state: 'queued',
        seed: 100,
        tryNumber: 1,
        maxTries: 5,
        waitsBecause: null,
        ahead: 0,
        image: null,
        failure: null,
      },
      {
        position: 1,
        state: 'queued',
        seed: 101,
        tryNumber: 1,
        maxTries: 5,
        waitsBecause: null,
        ahead: 1,
        image: null,
        failure: null,
      },
    ],
  })
})

test('one key makes one generation, and who comes second is given the first', async () => {
  await using studio = await openTestStore()
  const first = aGeneration(studio.owner.id, { submissionKey: 'one press', bodyHash: 'boat' })
  const second = aGeneration(studio.owner.id, { submissionKey: 'one press', bodyHash: 'house' })

  expect(await studio.rows.generations.insert(first)).toEqual({
    id: first.id,
    bodyHash: 'boat',
    created: true,
  })
  expect(await studio.rows.generations.insert(second)).toEqual({
    id: first.id,
    bodyHash: 'boat',
    created: false,
  })

  const { generations } = await studio.rows.generations.list({ limit: 10 })
  expect(generations.map(({ id }) => id)).toEqual([first.id])
  expect(await studio.rows.attempts.find(required(second.attempts[0]).id)).toBeNull()
})

test('fifty presses with one key at the same time make one generation', async () => {
  await using studio = await openTestStore()

  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      studio.rows.generations.insert(aGeneration(studio.owner.id, { submissionKey: 'one press' })),
    ),
  )

  expect(answers.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(await studio.store.queue.listInState('queued', 100)).toHaveLength(1)
})

test('two processes that race with one key make one generation', async () => {
  await using studio = await openTestStore()
  await using first = await startProcess('insertWithKey', studio.file, 'one press')
  await using second = await startProcess('insertWithKey', studio.file, 'one press')
  const both = [first, second]
  for (const process of both) process.go()
  for (const process of both) expect(await process.line()).toBe('ready')

  for (const process of both) process.go()
  const answers = await Promise.all(both.map(async (process) => JSON.parse((await process.line()) ?? 'null')))

  expect(answers.map(({ created }) => created).sort()).toEqual([false, true])
  expect(answers[0].id).toBe(answers[1].id)
  expect(await studio.store.queue.listInState('queued', 100)).toHaveLength(1)
}, 60_000)

test('the same key in another team is another press', async () => {
  await using studio = await openTestStore()
  const other = studio.store.team(vouchForTeam(newTeamId()))

  await studio.rows.generations.insert(aGeneration(studio.owner.id, { submissionKey: 'one press' }))
  const answer = await other.generations.insert(aGeneration(newMemberId(), { submissionKey: 'one press' }))

  expect(answer.created).toBe(true)
})

test('another team finds, lists, cancels, deletes and restores nothing of it', async () => {
  await using studio = await openTestStore()
  const { id } = await press(studio)
  const stranger = studio.store.team(vouchForTeam(newTeamId())).generations

  expect(await stranger.find(id)).toBeNull()
  expect(await stranger.list({ limit: 10 })).toEqual({ generations: [], nextCursor: null })
  expect(await stranger.cancel(id, noon)).toBeNull()
  expect(await stranger.remove(id, noon)).toBe(false)
  await studio.rows.generations.remove(id, noon)
  expect(await stranger.restore(id)).toBe(false)

  expect(await studio.rows.generations.find(id)).toMatchObject({ deletedAt: noon.toISOString() })
})

test('what was asked stays readable when its model has left the catalogue and its asker the team', async () => {
  await using studio = await openTestStore()
  const { id } = await press(studio, { request: { model: 'gone-1' }, requestedBy: newMemberId() })

  expect(await studio.rows.generations.find(id)).toMatchObject({
    request: { model: 'gone-1' },
    requestedBy: { name: 'Somebody who left' },
  })
})

test('deleting takes its images along and its unsent attempts out of the queue; undoing brings the images back', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio, { request: { n: 3 } })
  const earlier = await finish(studio.store, attempt(0))
  const kept = await finish(studio.store, attempt(1))
  await studio.rows.images.setDeleted(earlier.id, after(40))

  expect(await studio.rows.generations.remove(id, after(60))).toBe(true)
  expect(await studio.rows.generations.list({ limit: 5 })).toEqual({ generations: [], nextCursor: null })
  expect(await studio.rows.images.find(kept.id)).toMatchObject({ deletedAt: after(60).toISOString() })
  expect(await studio.store.queue.claim({ owner: 'a', now: after(99), leaseMs: 1000, limit: 9 })).toEqual([])

  expect(await studio.rows.generations.restore(id)).toBe(true)
  const restored = await studio.rows.generations.find(id)
  expect(restored?.deletedAt).toBeNull()
  expect(restored?.attempts.map(({ state }) => state)).toEqual(['done', 'done', 'cancelled'])
  // The one that was deleted on its own stays deleted, and can still be seen to be.
  expect(restored?.attempts.map(({ image }) => image?.deletedAt)).toEqual([
    after(40).toISOString(),
    null,
    undefined,
  ])
})

test('deleting twice, or what is not there, deletes nothing; so does restoring', async () => {
  await using studio = await openTestStore()
  const { id } = await press(studio)

  expect(await studio.rows.generations.restore(id)).toBe(false)
  expect(await studio.rows.generations.remove(id, noon)).toBe(true)
  expect(await studio.rows.generations.remove(id, after(1))).toBe(false)
  expect(await studio.rows.generations.find(id)).toMatchObject({ deletedAt: noon.toISOString() })
  expect(await studio.rows.generations.remove(newGenerationId(), noon)).toBe(false)
  expect(await studio.rows.generations.restore(newGenerationId())).toBe(false)
})

test('an image that arrives after its generation was deleted comes back when that is undone', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio)
  await bring(studio.store, attempt(0), { to: 'dispatched' })
  await studio.rows.generations.remove(id, after(5))
  await studio.store.queue.advance(attempt(0), { from: 'dispatched', to: 'received' })
  await studio.store.queue.advance(attempt(0), { from: 'received', to: 'stored' })
  await studio.store.queue.insertImage(anImage(attempt(0)))

  expect((await studio.rows.images.list({ limit: 5 })).total).toBe(0)
  await studio.rows.generations.restore(id)
  expect((await studio.rows.images.list({ limit: 5 })).total).toBe(1)
})

test('cancelling stops what was not sent, and what was sent remembers the wish', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio, { request: { n: 6 } })
  await bring(studio.store, attempt(0), { to: 'leased' })
  await bring(studio.store, attempt(1), { to: 'dispatched' })
  await bring(studio.store, attempt(2), { to: 'unknown', changes: { failureCode: 'no_answer' } })
  await finish(studio.store, attempt(3))

  expect(await studio.rows.generations.cancel(id, after(5))).toEqual({ cancelled: 3, alreadySent: 2 })

  const found = await studio.rows.generations.find(id)
  const wish = after(5).toISOString()
  expect(found?.attempts.map(({ state, cancelRequestedAt }) => [state, cancelRequestedAt])).toEqual([
    ['cancelled', wish],
    ['dispatched', wish],
    ['unknown', wish],
    ['done', null],
    ['cancelled', wish],
    ['cancelled', wish],
  ])
  expect(found?.attempts[0]?.finishedAt).toBe(wish)
  expect(await studio.store.queue.find(attempt(0))).toMatchObject({ leaseOwner: null, leaseUntil: null })
})

test('cancelling again changes nothing, and the first wish is the one remembered', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio, { request: { n: 2 } })
  await bring(studio.store, attempt(0), { to: 'dispatched' })
  await studio.rows.generations.cancel(id, after(5))

  expect(await studio.rows.generations.cancel(id, after(9))).toEqual({ cancelled: 0, alreadySent: 1 })
  expect(await studio.store.queue.find(attempt(0))).toMatchObject({ cancelRequestedAt: after(5) })
  expect(await studio.rows.generations.cancel(newGenerationId(), noon)).toBeNull()
})

test('the cost is the sum of everything charged for it, tries that failed included', async () => {
  await using studio = await openTestStore()
  const { id, attempt } = await press(studio, { request: { n: 3 } })
  const costOf = async () => (await studio.rows.generations.find(id))?.costMicros
  await bring(studio.store, attempt(0), {
    to: 'failed_charged',
    changes: { failureCode: 'image_unreadable', costMicros: 500 },
  })
  const again = required(aGeneration(studio.owner.id).attempts[0])
  await studio.rows.attempts.succeed(attempt(0), {
    ...again,
    queuedAt: after(1),
    runAfter: null,
    tryNumber: 2,
  })
  expect(await costOf()).toBe(500)

  await finish(studio.store, again.id, { changes: { costMicros: 60_000 } })
  await finish(studio.store, attempt(1), { changes: { costMicros: null } })

  expect(await costOf()).toBe(60_500)
})
