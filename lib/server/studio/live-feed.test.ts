import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { LiveEvent } from '#lib/shared/live.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { requestGeneration } from '../generations/generations.ts'
import { aKey, aRequest, finishAttempts } from '../testing/builders.ts'
import { createTestApp } from '../testing/test-app.ts'
import { createLiveFeed, type LiveFeed } from './live-feed.ts'

/** Somebody who listens, and what they have heard. */
function listen(feed: LiveFeed, { scope: { teamId } }: Member) {
  const heard: { seq: number; event: LiveEvent | null }[] = []
  const leave = feed.subscribe(
    {
      teamId,
      tell: ({ seq, data }) =>
        heard.push({ seq, event: data === null ? null : LiveEvent.parse(JSON.parse(data)) }),
      end() {},
    },
    null,
  )
  const generations = () =>
    heard.flatMap(({ event }) => (event?.kind === 'generation' ? [event.generation] : []))
  return { heard, generations, leave }
}

function press(app: App, actor: Member) {
  return requestGeneration(app, actor, { request: aRequest(), key: aKey() })
}

test('many changes of one subject are told as one, and never out of order', async () => {
  await using app = await createTestApp()
  await using feed = createLiveFeed({ ...app, pollMs: 60_000 })
  const owner = await app.signInOwner()
  const { generations, heard } = listen(feed, owner)
  await vi.waitFor(() => expect(heard).toHaveLength(1))

  const { id } = await press(app, owner)
  await finishAttempts(app, id)

  await vi.waitFor(() => expect(generations().at(-1)?.state).toBe('done'))
  const order = ['queued', 'running', 'done']
  const states = generations().map(({ state }) => order.indexOf(state))
  expect(states).toEqual([...states].sort())
  const numbers = heard.map(({ seq }) => seq)
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
})

test('who waits hears that the queue has moved, though nothing of theirs has changed', async () => {
  await using app = await createTestApp()
  await using feed = createLiveFeed({ ...app, pollMs: 5 })
  const owner = await app.signInOwner()
  const first = await press(app, owner)
  app.clock.move(1000)
  const second = await press(app, owner)
  expect(second.attempts[0]?.ahead).toBe(1)
  const { generations, heard } = listen(feed, owner)
  await vi.waitFor(() => expect(heard).toHaveLength(1))

  const [leased] = await app.store.queue.claim({
    owner: 'c',
    now: app.clock.now(),
    leaseMs: 60_000,
    limit: 1,
  })
  if (leased?.generationId !== first.id) throw new Error('the first was not the first')
  await app.store.queue.advance(leased.id, {
    from: 'leased',
    to: 'dispatched',
    changes: { dispatchedAt: app.clock.now() },
  })

  await vi.waitFor(() =>
    expect(generations().findLast(({ id }) => id === second.id)?.attempts[0]?.ahead).toBe(0),
  )
})

test('nobody is told twice of a queue that stands still', async () => {
  await using app = await createTestApp()
  await using feed = createLiveFeed({ ...app, pollMs: 5 })
  const owner = await app.signInOwner()
  const waiting = await press(app, owner)
  const { generations, heard } = listen(feed, owner)
  await vi.waitFor(() => expect(heard).toHaveLength(1))

  app.clock.move(1000)
  const later = await press(app, owner)
  await vi.waitFor(() => expect(generations().map(({ id }) => id)).toContain(later.id))
  app.clock.move(1000)
  const last = await press(app, owner)
  await vi.waitFor(() => expect(generations().map(({ id }) => id)).toContain(last.id))

  expect(generations().filter(({ id }) => id === later.id)).toHaveLength(1)
  expect(generations().filter(({ id }) => id === waiting.id).length).toBeLessThanOrEqual(1)
})

test('while the database does not answer, one line is logged, and afterwards nothing is missing', async () => {
  await using app = await createTestApp()
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) })
  let isDown = false
  const changes = {
    ...app.store.changes,
    list: (after: number, limit: number) =>
      isDown ? Promise.reject(new Error('disk I/O error')) : app.store.changes.list(after, limit),
  }
  await using feed = createLiveFeed({ ...app, log, store: { ...app.store, changes }, pollMs: 5 })
  const owner = await app.signInOwner()
  const { generations, heard } = listen(feed, owner)
  await vi.waitFor(() => expect(heard).toHaveLength(1))

  isDown = true
  const { id } = await press(app, owner)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  isDown = false

  await vi.waitFor(() => expect(generations().map((generation) => generation.id)).toEqual([id]))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('disk I/O error')
})

test('who comes while the database does not answer is let go, to come back', async () => {
  await using app = await createTestApp()
  const changes = { ...app.store.changes, range: () => Promise.reject(new Error('disk I/O error')) }
  await using feed = createLiveFeed({ ...app, store: { ...app.store, changes } })
  const ended = Promise.withResolvers<void>()

  feed.subscribe({ teamId: app.signIn('Ada').scope.teamId, tell() {}, end: ended.resolve }, null)

  await expect(ended.promise).resolves.toBeUndefined()
})

test('nobody reads while nobody listens', async () => {
  await using app = await createTestApp()
  let readings = 0
  const changes = {
    ...app.store.changes,
    list: (after: number, limit: number) => {
      readings += 1
      return app.store.changes.list(after, limit)
    },
  }
  await using feed = createLiveFeed({ ...app, store: { ...app.store, changes }, pollMs: 5 })
  const owner = await app.signInOwner()
  const { heard, leave } = listen(feed, owner)
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  await press(app, owner)
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1))

  leave()
  await feed[Symbol.asyncDispose]()
  const before = readings
  await press(app, owner)
  app.courier.sayChanged()

  expect(readings).toBe(before)
  expect(before).toBeGreaterThan(0)
})
