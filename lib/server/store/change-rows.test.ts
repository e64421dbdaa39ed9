import { expect, test } from 'vitest'
import { newAttemptId } from '../ids.ts'
import { openStore } from './open-store.ts'
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
  type TestStore,
} from './testing/test-store.ts'

/** What the feed says happened in `work`. */
async function changesOf(studio: TestStore, work: () => Promise<unknown>) {
  const { newest } = await studio.store.changes.range()
  await work()
  return (await studio.store.changes.list(newest, 100)).map(({ kind, subjectId }) => [kind, subjectId])
}

test('everything that people can see is in the feed, once per commit, with what it is about', async () => {
  await using studio = await openTestStore()
  const { store, rows } = studio
  const generation = aGeneration(studio.owner.id, { request: { n: 3 } })
  const { id } = generation
  const first = required(generation.attempts[0]).id
  const told = (work: () => Promise<unknown>) => changesOf(studio, work)
  const itself = [['generation', id]]

  expect(await told(() => rows.generations.insert(generation))).toEqual(itself)
  expect(await told(() => store.queue.claim({ owner: 'a', now: noon, leaseMs: 1000, limit: 3 }))).toEqual(
    itself,
  )
  expect(await told(() => store.queue.expireLeases(after(9)))).toEqual(itself)
  expect(await told(() => bring(store, first, { to: 'leased' }))).toEqual(itself)
  expect(await told(() => rows.generations.cancel(id, noon))).toEqual(itself)
  const next = { id: newAttemptId(), seed: 1, queuedAt: noon, runAfter: null, tryNumber: 1 }
  expect(await told(() => rows.attempts.succeed(first, next))).toEqual(itself)

  await bring(store, next.id, { to: 'stored' })
  const image = anImage(next.id)
  const both = [
    ['image', image.id],
    ['generation', id],
  ]
  const settle = () =>
    store.transaction(async (tx) => {
      await tx.queue.insertImage(image)
      await tx.queue.advance(next.id, { from: 'stored', to: 'done' })
    })
  expect(await told(settle)).toEqual(both)
  expect(await told(() => rows.images.setFavourite(image.id, noon))).toEqual(both)
  expect(await told(() => rows.images.setDeleted(image.id, noon))).toEqual(both)
  expect(await told(() => rows.images.setDeleted(image.id, null))).toEqual(both)
  expect(await told(() => rows.generations.remove(id, after(9)))).toEqual(both)
  expect((await told(() => rows.generations.restore(id))).sort()).toEqual(both.toSorted())
})

test('what changed nothing is not in the feed', async () => {
  await using studio = await openTestStore()
  const { store, rows } = studio
  const generation = aGeneration(studio.owner.id)
  await rows.generations.insert(generation)
  const { newest } = await store.changes.range()
  let calls = 0
  store.changes.subscribe(() => calls++)

  await rows.generations.insert({ ...aGeneration(studio.owner.id), submissionKey: generation.submissionKey })
  await store.queue.advance(required(generation.attempts[0]).id, { from: 'leased', to: 'dispatched' })
  await store.queue.heartbeat('a', noon, 1000)
  await store.queue.expireLeases(noon)
  await rows.generations.restore(generation.id)
  await store
    .transaction(async (tx) => {
      await tx.team(studio.owner.scope).generations.remove(generation.id, noon)
      throw new Error('changed its mind')
    })
    .catch(() => {})

  expect(await store.changes.range()).toMatchObject({ newest })
  expect(calls).toBe(0)
})

test('the feed is read in order, after a number, and no more than asked for', async () => {
  await using studio = await openTestStore()
  const ids = []
  for (let n = 0; n < 5; n++) ids.push((await press(studio)).id)

  const all = await studio.store.changes.list(0, 100)

  expect(all.map(({ subjectId }) => subjectId)).toEqual(ids)
  expect(all.map(({ teamId }) => teamId)).toEqual(Array(5).fill(studio.owner.scope.teamId))
  expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => a - b))
  expect(await studio.store.changes.list(all[1]?.seq ?? 0, 2)).toEqual(all.slice(2, 4))
  expect(await studio.store.changes.range()).toEqual({ oldest: all[0]?.seq, newest: all[4]?.seq })
})

test('listeners hear of a commit when its rows can be read, once, until they stop', async () => {
  await using studio = await openTestStore()
  const heard: Promise<number>[] = []
  const listener = () => void heard.push(studio.store.changes.range().then(({ newest }) => newest))
  const stop = studio.store.changes.subscribe(listener)
  const stopAgain = studio.store.changes.subscribe(listener)

  await studio.store.transaction(async (tx) => {
    await press({ ...studio, rows: tx.team(studio.owner.scope) })
    await press({ ...studio, rows: tx.team(studio.owner.scope) })
    expect(heard).toEqual([])
  })
  expect(await Promise.all(heard)).toEqual([2, 2])

  stop()
  await press(studio)
  expect(heard).toHaveLength(3)
  stopAgain()
  await press(studio)
  expect(heard).toHaveLength(3)
})

test('pruning forgets the oldest, and no number is ever given twice', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 5; n++) await press(studio)

  await studio.store.changes.prune(10)
  expect((await studio.store.changes.list(0, 10)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  await studio.store.changes.prune(2)
  expect(await studio.store.changes.range()).toEqual({ oldest: 4, newest: 5 })
  await studio.store.changes.prune(0)
  expect(await studio.store.changes.range()).toEqual({ oldest: 0, newest: 0 })

  await press(studio)
  expect(await studio.store.changes.range()).toEqual({ oldest: 6, newest: 6 })
})

test('another process reads the feed of this one', async () => {
  await using studio = await openTestStore()
  await using second = await openStore({ file: studio.file })
  const { attempt } = await press(studio)
  await finish(studio.store, attempt(0))

  expect(await second.changes.list(0, 100)).toEqual(await studio.store.changes.list(0, 100))
})
