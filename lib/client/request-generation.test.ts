import { describe, expect, test, vi } from 'vitest'
import { requestGeneration } from '#lib/server/generations/generations.ts'
import { apiRoutes } from '#lib/server/testing/api-routes.ts'
import { openBrowser } from '#lib/server/testing/browser.ts'
import { aKey, aRequest } from '#lib/server/testing/builders.ts'
import { renderHook } from '#lib/server/testing/render-hook.tsx'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { receiveEvent } from './catch-up.ts'
import { generationsQuery } from './generations.ts'
import { isPlaceholder } from './placeholders.ts'
import { cardKey } from './presses.ts'
import { createQueryClient } from './query-client.ts'
import { useRequestGeneration } from './request-generation.ts'

const wish = { prompt: 'A lighthouse at dusk', model: 'flux.2-flex', n: 3, aspectRatio: '16:9' }

/** A page that has loaded the stream and shows the composer. */
async function openStudio() {
  const client = createQueryClient()
  await client.fetchInfiniteQuery(generationsQuery())
  const shown = (): Generation[] =>
    client.getQueryData(generationsQuery().queryKey)?.pages.flatMap((page) => page.generations) ?? []
  return { client, shown, composer: renderHook(client, useRequestGeneration) }
}

const cut = () => {
  throw new TypeError('fetch failed')
}

describe('a press', () => {
  test('shows tiles of the right number and shape before the server has answered', async () => {
    await using _app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { shown, composer } = await openStudio()
    const gate = Promise.withResolvers<void>()
    browser.before = () => gate.promise

    const accepted = composer.press(wish)
    await vi.waitFor(() => expect(shown()).toHaveLength(1))
    const [placeholder] = shown()

    expect(placeholder).toMatchObject({ state: 'queued', asked: { width: 1360, height: 768 } })
    expect(placeholder?.attempts).toHaveLength(3)
    expect(placeholder && isPlaceholder(placeholder.id)).toBe(true)
    gate.resolve()
    await accepted
  })

  test('becomes the server’s generation in the same place and under the same card', async () => {
    await using _app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { shown, composer } = await openStudio()
    const gate = Promise.withResolvers<void>()
    browser.before = () => gate.promise
    const accepted = composer.press(wish)
    await vi.waitFor(() => expect(shown()).toHaveLength(1))
    const before = shown().map(({ id }) => cardKey(id))

    gate.resolve()
    const generation = await accepted

    expect(shown()).toEqual([generation])
    expect(isPlaceholder(generation.id)).toBe(false)
    expect(shown().map(({ id }) => cardKey(id))).toEqual(before)
  })

  test('that the network loses three times is sent again under its one key, and made once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 2000 })
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { composer, shown } = await openStudio()
    let failures = 0
    browser.after = async () => {
      failures += 1
      if (failures <= 3) cut()
    }

    const generation = await composer.press(wish)
    vi.useRealTimers()

    const presses = browser.requests.filter(({ method }) => method === 'POST')
    expect(presses).toHaveLength(4)
    expect(new Set(presses.map(({ key }) => key)).size).toBe(1)
    expect(app.courier.wakes).toBe(1)
    expect(shown().map(({ id }) => id)).toEqual([generation.id])
  })

  test('twice is two generations with two keys, the later one above', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { composer, shown } = await openStudio()

    const first = await composer.press(wish)
    app.clock.move(1000)
    const second = await composer.press(wish)

    const keys = browser.requests.filter(({ method }) => method === 'POST').map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
    expect(shown().map(({ id }) => id)).toEqual([second.id, first.id])
  })

  test('that is refused leaves no tiles, and says why', async () => {
    await using _app = await createTestApp()
    await using _browser = await openBrowser(apiRoutes)
    const { composer, shown } = await openStudio()

    await expect(composer.press({ ...wish, size: '99999x99999' })).rejects.toMatchObject({
      code: 'invalid_request',
      message: 'FLUX.2 [flex] cannot make 99999x99999. The nearest it can is 2048x2048.',
    })

    expect(shown()).toEqual([])
  })

  test('with an empty prompt is not even sent', async () => {
    await using _app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { composer, shown } = await openStudio()

    await expect(composer.press({ ...wish, prompt: '  ' })).rejects.toMatchObject({
      message: 'Describe the picture first.',
    })

    expect(browser.requests.filter(({ method }) => method === 'POST')).toEqual([])
    expect(shown()).toEqual([])
  })
})

describe('an event that is faster than the answer', () => {
  test('does not show the same generation twice, and is not overwritten by it', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, composer, shown } = await openStudio()
    const owner = await app.signInOwner()
    const counts: number[] = []
    browser.after = async () => {
      const { generations } = await app.store.team(owner.scope).generations.list({ limit: 1 })
      const [generation] = generations
      if (!generation) throw new Error('not stored')
      receiveEvent(client, { kind: 'generation', generation: { ...generation, state: 'running' } })
      counts.push(shown().length)
    }

    const { id } = await composer.press(wish)

    expect(counts).toEqual([1])
    expect(shown().map((generation) => [generation.id, generation.state])).toEqual([[id, 'running']])
  })

  test('about somebody else’s press is shown once the answer is there', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, composer, shown } = await openStudio()
    const owner = await app.signInOwner()
    browser.after = async () => {
      app.clock.move(1000)
      const generation = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
      receiveEvent(client, { kind: 'generation', generation })
    }

    const mine = await composer.press(wish)

    expect(shown()).toHaveLength(2)
    expect(shown()[1]?.id).toBe(mine.id)
  })
})
