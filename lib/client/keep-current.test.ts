import { expect, test, vi } from 'vitest'
import { requestGeneration } from '#lib/server/generations/generations.ts'
import { apiRoutes } from '#lib/server/testing/api-routes.ts'
import { openBrowser } from '#lib/server/testing/browser.ts'
import { aKey, aRequest } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import type { Generation } from '#lib/shared/generation.ts'
import type { Connection } from './connection.ts'
import { generationsQuery } from './generations.ts'
import { keepCurrent } from './keep-current.ts'
import { createQueryClient } from './query-client.ts'

const patience = { pollEveryMs: 30, silenceMs: 60_000 }
/** A tab that shows the stream of the studio. */
async function openTab(custom = patience) {
  const client = createQueryClient()
  await client.fetchInfiniteQuery(generationsQuery())
  const states: Connection[] = []
  const close = keepCurrent(client, (state) => states.push(state), custom)
  const shown = (): Generation[] =>
    client.getQueryData(generationsQuery().queryKey)?.pages.flatMap((page) => page.generations) ?? []
  return { states, shown, [Symbol.dispose]: close }
}

test('what is committed anywhere is shown in every tab, by one stream', async () => {
  await using app = await createTestApp()
  await using _browser = await openBrowser(apiRoutes)
  const owner = await app.signInOwner()
  using opened = new DisposableStack()
  const tabs = [await openTab(), await openTab(), await openTab()]
  for (const tab of tabs) opened.use(tab)
  for (const tab of tabs) await vi.waitFor(() => expect(tab.states.at(-1)).toBe('live'), 5000)

  const { id } = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

  for (const tab of tabs) await vi.waitFor(() => expect(tab.shown().map((one) => one.id)).toEqual([id]), 5000)
  expect(app.live.countListeners()).toBe(1)
})

test('a tab that is opened later knows at once that the stream is alive', async () => {
  await using app = await createTestApp()
  await using _browser = await openBrowser(apiRoutes)
  using first = await openTab()
  await vi.waitFor(() => expect(first.states.at(-1)).toBe('live'), 5000)

  using later = await openTab({ pollEveryMs: 60_000, silenceMs: 60_000 })

  await vi.waitFor(() => expect(later.states).toEqual(['live']), 5000)
  expect(app.live.countListeners()).toBe(1)
})

test('when the tab that reads the stream is closed, the next one goes on without a gap', async () => {
  await using app = await createTestApp()
  await using _browser = await openBrowser(apiRoutes)
  const owner = await app.signInOwner()
  using first = await openTab()
  using second = await openTab()
  for (const tab of [first, second]) await vi.waitFor(() => expect(tab.states.at(-1)).toBe('live'), 5000)

  first[Symbol.dispose]()
  const { id } = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

  await vi.waitFor(() => expect(second.shown().map((one) => one.id)).toEqual([id]), 5000)
  expect(first.shown()).toEqual([])
})

test('while the stream does not come, the studio is asked, and says so', async () => {
  await using app = await createTestApp()
  const { '/api/events': _, ...withoutStream } = apiRoutes
  await using _browser = await openBrowser(withoutStream)
  const owner = await app.signInOwner()
  using tab = await openTab()

  const { id } = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

  await vi.waitFor(() => expect(tab.states).toContain('polling'), 5000)
  await vi.waitFor(() => expect(tab.shown().map((one) => one.id)).toEqual([id]), 5000)
  await app.store.team(owner.scope).generations.remove(id, app.clock.now())
  await vi.waitFor(() => expect(tab.shown()).toEqual([]), 5000)
  expect(tab.states).not.toContain('live')
})

test('a stream that falls silent without ending is not believed for ever', async () => {
  await using app = await createTestApp()
  const silent = async () =>
    new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
  await using _browser = await openBrowser({ ...apiRoutes, '/api/events': { GET: silent } })
  const owner = await app.signInOwner()
  using tab = await openTab({ pollEveryMs: 30, silenceMs: 50 })

  const { id } = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })

  await vi.waitFor(() => expect(tab.shown().map((one) => one.id)).toEqual([id]), 5000)
  await vi.waitFor(() => expect(tab.states.at(-1)).toBe('polling'), 5000)
})

test('a studio that does not answer at all is offline, and live again when it is back', async () => {
  await using app = await createTestApp()
  const routes = { ...apiRoutes, '/api/events': { GET: async () => new Response(null, { status: 503 }) } }
  await using browser = await openBrowser(routes)
  const owner = await app.signInOwner()
  using tab = await openTab()
  browser.before = async () => {
    throw new TypeError('fetch failed')
  }
  await vi.waitFor(() => expect(tab.states.at(-1)).toBe('offline'), 5000)

  const { id } = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
  browser.before = async () => {}
  Object.assign(routes['/api/events'], apiRoutes['/api/events'])

  await vi.waitFor(() => expect(tab.states.at(-1)).toBe('live'), 10_000)
  await vi.waitFor(() => expect(tab.shown().map((one) => one.id)).toEqual([id]), 5000)
})
