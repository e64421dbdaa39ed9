import { expect, test } from 'vitest'
import { requestGeneration } from '#lib/server/generations/generations.ts'
import { apiRoutes } from '#lib/server/testing/api-routes.ts'
import { openBrowser } from '#lib/server/testing/browser.ts'
import { aKey, aRequest } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { receiveEvent } from './catch-up.ts'
import { generationsQuery } from './generations.ts'
import { pollOnce } from './poll.ts'
import { createQueryClient } from './query-client.ts'

test('what was made while the answer was on its way stays; what was deleted before goes', async () => {
  await using app = await createTestApp()
  await using browser = await openBrowser(apiRoutes)
  const owner = await app.signInOwner()
  const make = async () => {
    app.clock.move(1000)
    return await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
  }
  const kept = await make()
  const deleted = await make()
  const client = createQueryClient()
  await client.fetchInfiniteQuery(generationsQuery())
  await app.store.team(owner.scope).generations.remove(deleted.id, app.clock.now())
  const made: string[] = []
  browser.after = async () => {
    const generation = await make()
    made.push(generation.id)
    receiveEvent(client, { kind: 'generation', generation })
  }

  await pollOnce(client, new AbortController().signal)

  const pages = client.getQueryData(generationsQuery().queryKey)?.pages ?? []
  expect(made).toHaveLength(1)
  expect(pages.flatMap((page) => page.generations.map(({ id }) => id))).toEqual([...made, kept.id])
})
