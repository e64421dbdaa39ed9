import { expect, test } from 'vitest'
import { requestGeneration } from '#lib/server/generations/generations.ts'
import { newAttemptId, newGenerationId } from '#lib/server/ids.ts'
import { answered, ask, refused } from '#lib/server/testing/ask.ts'
import { aKey, aRequest } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { Generation, GenerationPage } from '#lib/shared/generation.ts'
import { PUT as retry } from '../../attempts/[id]/retry/route.ts'
import { GET as list } from '../route.ts'
import { PUT as cancel } from './cancellation/route.ts'
import { PUT as restore } from './restoration/route.ts'
import { DELETE, GET } from './route.ts'

test('a generation is cancelled, tried again, deleted and brought back', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const { id } = await requestGeneration(app, owner, { request: aRequest({ n: 2 }), key: aKey() })
  const params = { id }

  const cancelled = await answered(Generation, await ask(cancel, '/x', { method: 'PUT', params }))
  expect(cancelled.attempts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])

  const attempt = cancelled.attempts[1]?.id ?? ''
  const again = await answered(
    Generation,
    await ask(retry, '/x', { method: 'PUT', params: { id: attempt }, body: {} }),
  )
  expect(again.attempts.map(({ state }) => state)).toEqual(['cancelled', 'queued'])

  expect((await ask(DELETE, '/x', { method: 'DELETE', params })).status).toBe(204)
  const deleted = await answered(Generation, await ask(GET, '/x', { params }))
  expect(deleted.deletedAt).toBe(app.clock.now().toISOString())

  const back = await answered(Generation, await ask(restore, '/x', { method: 'PUT', params }))
  expect(back.deletedAt).toBeNull()
})

test('a generation is answered, alone and in the list, when its model has left the catalogue', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const request = { ...aRequest({ n: 1 }), model: 'gone-1' }
  const { id } = await app.store.team(owner.scope).generations.insert({
    id: newGenerationId(),
    submissionKey: aKey(),
    bodyHash: 'x',
    request,
    gateway: 'sandbox',
    asked: { width: 1024, height: 1024 },
    fallbackMs: { p50: 1000, p90: 2000 },
    requestedBy: owner.id,
    requestedAt: app.clock.now(),
    attempts: [{ id: newAttemptId(), position: 0, seed: 7 }],
  })

  const alone = await answered(Generation, await ask(GET, '/x', { params: { id } }))
  const page = await answered(GenerationPage, await ask(list, '/api/generations'))

  expect(alone.request).toEqual(request)
  expect(page.generations).toEqual([alone])
})

test('another team’s generation and attempt are not found, and stay as they are', async () => {
  await using app = await createTestApp()
  const mallory = app.signIn('Mallory')
  const generation = await requestGeneration(app, mallory, { request: aRequest(), key: aKey() })
  const params = { id: generation.id }

  const answers = [
    await ask(GET, '/x', { params }),
    await ask(DELETE, '/x', { method: 'DELETE', params }),
    await ask(cancel, '/x', { method: 'PUT', params }),
    await ask(restore, '/x', { method: 'PUT', params }),
    await ask(retry, '/x', {
      method: 'PUT',
      params: { id: generation.attempts[0]?.id ?? '' },
      body: { mayPayTwice: true },
    }),
  ]

  for (const answer of answers)
    expect(await refused(answer)).toMatchObject({ status: 404, code: 'not_found' })
  expect(await app.store.team(mallory.scope).generations.find(generation.id)).toEqual(generation)
})

test.each(['gen_1', 'img_00000000000000000000000000', '..', "gen_' or 1=1 --"])(
  'the id “%s” names nothing',
  async (id) => {
    await using _app = await createTestApp()

    expect(await refused(await ask(GET, '/x', { params: { id } }))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  },
)

test('what can change something is refused to the pages of other sites', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const generation = await requestGeneration(app, owner, { request: aRequest(), key: aKey() })
  const params = { id: generation.id }
  const headers = {
    origin: 'https://evil.example',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  }

  for (const [handler, method] of [
    [DELETE, 'DELETE'],
    [cancel, 'PUT'],
    [restore, 'PUT'],
  ] as const) {
    const answer = await ask(handler, '/x', { method, params, headers })
    expect(await refused(answer)).toMatchObject({ status: 403, code: 'wrong_origin' })
  }
  expect(await app.store.team(owner.scope).generations.find(generation.id)).toEqual(generation)
})
