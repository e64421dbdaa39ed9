import { describe, expect, test, vi } from 'vitest'
import { deleteGeneration, requestGeneration } from '#lib/server/generations/generations.ts'
import { answerEvents } from '#lib/server/http/events.ts'
import { route } from '#lib/server/http/route.ts'
import { favouriteImage } from '#lib/server/images/images.ts'
import { ask } from '#lib/server/testing/ask.ts'
import { aKey, anImage, aRequest } from '#lib/server/testing/builders.ts'
import { readEventStream } from '#lib/server/testing/event-reader.ts'
import { serve } from '#lib/server/testing/serve.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { LiveEvent } from '#lib/shared/live.ts'
import { GET } from './route.ts'

const parse = (event: { data: string } | null) => LiveEvent.parse(JSON.parse(event?.data ?? 'null'))

test('the stream is one that no proxy and no compression holds back', async () => {
  await using _app = await createTestApp()
  await using server = await serve(GET)

  using stream = await readEventStream(server.url)

  expect(stream.status).toBe(200)
  expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers['cache-control']).toBe('no-cache, no-transform')
})

describe('somebody who listens', () => {
  test('is told of what is committed after they came, as it is then', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    await requestGeneration(app, owner, { request: aRequest({ prompt: 'Before' }), key: aKey() })
    using stream = await readEventStream(server.url)
    await stream.next('any')

    const generation = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

    const event = await stream.next()
    expect(parse(event)).toEqual({ kind: 'generation', generation })
    expect(Number(event?.id)).toBeGreaterThan(0)
  })

  test('hears of images and of what is deleted', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    const image = await anImage(app, owner)
    using stream = await readEventStream(server.url)
    await stream.next('any')

    await favouriteImage(app, owner, { id: image.id, favourite: true })
    const told = [parse(await stream.next()), parse(await stream.next())]
    await deleteGeneration(app, owner, image.generationId)
    const gone = [parse(await stream.next()), parse(await stream.next())]

    expect(told.map(({ kind }) => kind).sort()).toEqual(['generation', 'image'])
    expect(told.find(({ kind }) => kind === 'image')).toMatchObject({
      image: { id: image.id, favouritedAt: app.clock.now().toISOString() },
    })
    expect(gone).toEqual(
      expect.arrayContaining([
        { kind: 'generation-removed', id: image.generationId },
        { kind: 'image-removed', id: image.id },
      ]),
    )
  })

  test('hears nothing of another team', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    using stream = await readEventStream(server.url)
    await stream.next('any')

    await requestGeneration(app, app.signIn('Mallory'), {
      request: aRequest({ prompt: 'Secret' }),
      key: aKey(),
    })
    const mine = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

    expect(parse(await stream.next())).toMatchObject({ generation: { id: mine.id } })
  })

  test('is told of what another process has written, when the courier says so', async () => {
    await using app = await createTestApp()
    await using other = await createTestApp({ environment: { STUDIO_DATA_DIR: app.config.dataDir } })
    await using server = await serve(
      route({ access: 'member' }, async ({ request, actor }) =>
        answerEvents(request, { feed: app.live, teamId: actor.scope.teamId }),
      ),
    )
    const owner = await app.signInOwner()
    using stream = await readEventStream(server.url)
    await stream.next('any')

    const generation = await requestGeneration(other, owner, { request: aRequest(), key: aKey() })
    app.courier.sayChanged()

    expect(parse(await stream.next())).toMatchObject({ generation: { id: generation.id } })
  })
})

describe('somebody who comes back', () => {
  test.each(['header', 'parameter'] as const)('is told what they missed, by the %s', async (way) => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    const last = await listenOnce(server.url, () =>
      requestGeneration(app, owner, { request: aRequest(), key: aKey() }),
    )

    const missed = await requestGeneration(app, owner, { request: aRequest({ n: 2 }), key: aKey() })
    using again =
      way === 'header'
        ? await readEventStream(server.url, { 'last-event-id': last })
        : await readEventStream(`${server.url}/?after=${last}`)
    const next = await requestGeneration(app, owner, { request: aRequest({ n: 3 }), key: aKey() })

    expect(parse(await again.next())).toMatchObject({ generation: { id: missed.id } })
    expect(parse(await again.next())).toMatchObject({ generation: { id: next.id } })
  })

  test('and has missed nothing is told only how far things are', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    const last = await listenOnce(server.url, () =>
      requestGeneration(app, owner, { request: aRequest(), key: aKey() }),
    )

    using again = await readEventStream(server.url, { 'last-event-id': last })

    expect(await again.next('any')).toEqual({ id: last, type: 'heartbeat', data: '{}' })
  })

  test('after longer than the feed is kept is told to ask for everything again', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    for (let index = 0; index < 5; index++) {
      await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
    }
    await app.store.changes.prune(2)

    using again = await readEventStream(server.url, { 'last-event-id': '1' })

    const reset = await again.next()
    expect(parse(reset)).toEqual({ kind: 'reset' })
    expect(Number(reset?.id)).toBe((await app.store.changes.range()).newest)
  })

  test.each(['999999', 'nonsense', '-1'])(
    'with the number %s, which is none of ours, is not left with old news',
    async (seq) => {
      await using app = await createTestApp()
      await using server = await serve(GET)
      const owner = await app.signInOwner()
      for (let index = 0; index < 3; index++) {
        await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
      }
      await app.store.changes.prune(1)

      using again = await readEventStream(server.url, { 'last-event-id': seq })

      expect(parse(await again.next())).toEqual({ kind: 'reset' })
    },
  )
})

test('when nothing happens, a heartbeat says that the stream is alive, and how far it is', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
  await using server = await serve(
    route({ access: 'member' }, async ({ request, actor }) =>
      answerEvents(request, { feed: app.live, teamId: actor.scope.teamId, heartbeatEveryMs: 10 }),
    ),
  )

  using stream = await readEventStream(server.url)
  const beats = [await stream.next('any'), await stream.next('any'), await stream.next('any')]

  const { newest } = await app.store.changes.range()
  expect(beats).toEqual(Array(3).fill({ id: String(newest), type: 'heartbeat', data: '{}' }))
})

describe('a stream is given back', () => {
  test('when its browser goes away', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const streams = await Promise.all([readEventStream(server.url), readEventStream(server.url)])
    expect(app.live.countListeners()).toBe(2)

    for (const stream of streams) stream[Symbol.dispose]()

    await vi.waitFor(() => expect(app.live.countListeners()).toBe(0))
    await vi.waitFor(async () => expect(await server.countConnections()).toBe(0))
  })

  test('when the studio ends, so that it can', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    using stream = await readEventStream(server.url)
    await stream.next('any')

    await app.live[Symbol.asyncDispose]()

    expect(await stream.next()).toBeNull()
    expect(app.live.countListeners()).toBe(0)
  })

  test('when its browser takes nothing any more, while others go on', async () => {
    await using app = await createTestApp()
    await using server = await serve(GET)
    const owner = await app.signInOwner()
    // Nobody reads this answer's body, so all that is told piles up in it.
    await ask(GET, '/api/events')
    using other = await readEventStream(server.url)
    await other.next('any')
    const long = Array.from({ length: 32 }, (_, index) => [`extra_${index}`, 'x'.repeat(2000)] as const)
    const request = aRequest({ extra: Object.fromEntries(long) })

    const heard: string[] = []
    for (let told = 0; told < 20; told++) {
      const { id } = await requestGeneration(app, owner, { request, key: aKey() })
      expect(parse(await other.next())).toMatchObject({ generation: { id } })
      heard.push(id)
    }

    expect(heard).toHaveLength(20)
    expect(app.live.countListeners()).toBe(1)
  })
})

test('too many open pages are refused with a sentence, not with a slow studio', async () => {
  await using app = await createTestApp()
  const leave = Array.from({ length: 256 }, () =>
    app.live.subscribe({ teamId: app.signIn('Ada').scope.teamId, tell() {}, end() {} }, null),
  )
  await using server = await serve(GET)

  using stream = await readEventStream(server.url)

  expect(stream.status).toBe(429)
  for (const each of leave) each()
  expect(app.live.countListeners()).toBe(0)
})

/** Listens until something that is done has been heard of; gives the number to resume after. */
async function listenOnce(url: string, act: () => Promise<unknown>): Promise<string> {
  using stream = await readEventStream(url)
  await stream.next('any')
  await act()
  return (await stream.next())?.id ?? ''
}
