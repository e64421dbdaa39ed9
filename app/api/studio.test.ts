import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { answered, ask, refused } from '#lib/server/testing/ask.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { Estimate, GatewayStatus, ModelCatalogue, models } from '#lib/shared/model.ts'
import { DELETE, PATCH, POST, PUT, GET as unknownPath } from './[...unknown]/route.ts'
import { POST as estimate } from './estimates/route.ts'
import { GET as gateway } from './gateway/route.ts'
import { GET as health } from './health/route.ts'
import { GET as catalogue } from './models/route.ts'

test('the models are told as data', async () => {
  await using _app = await createTestApp()

  const { models: told } = await answered(ModelCatalogue, await ask(catalogue, '/api/models'))

  expect(told).toEqual(models)
})

test('a price is asked of the gateway for the pixels that would be sent, and nothing is queued', async () => {
  await using app = await createTestApp()

  const body = { model: 'flux.2-flex', n: 2, aspectRatio: '16:9', resolution: '4', extra: { steps: 20 } }
  const price = await answered(Estimate, await ask(estimate, '/api/estimates', { method: 'POST', body }))

  expect(price).toEqual({ totalMicros: 60_000 })
  expect(app.courier.questions).toEqual([
    {
      model: 'flux.2-flex',
      prompt: 'A picture',
      size: { width: 2720, height: 1536 },
      n: 2,
      extra: { steps: 20 },
    },
  ])
  expect(await app.store.queue.nextDue()).toBeNull()
})

test('a price that nobody knows is no price, and no error', async () => {
  await using app = await createTestApp()
  app.courier.priceMicros = null

  const body = { model: 'flux.2-flex' }
  const price = await answered(Estimate, await ask(estimate, '/api/estimates', { method: 'POST', body }))

  expect(price).toEqual({ totalMicros: null })
})

test.each([
  { model: 'flux.2-flex', prompt: 'The words do not matter' },
  { model: 'nobody’s' },
  { model: 'flux.2-flex', size: '99999x99999' },
  { model: 'flux.2-flex', n: 11 },
])('a price is not asked for %j', async (body) => {
  await using app = await createTestApp()

  const answer = await ask(estimate, '/api/estimates', { method: 'POST', body })

  expect(await refused(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(app.courier.questions).toEqual([])
})

test('how the gateway is comes from the courier', async () => {
  await using app = await createTestApp()
  app.courier.status = { kind: 'lumenfall', reachable: false, balanceMicros: null }

  expect(await answered(GatewayStatus, await ask(gateway, '/api/gateway'))).toEqual(app.courier.status)
})

test('a studio is well when its database and its courier answer, whatever the gateway does', async () => {
  await using app = await createTestApp()
  app.courier.status = { kind: 'lumenfall', reachable: false, balanceMicros: null }

  const well = await ask(health, '/api/health')
  app.courier.awake = false
  const unwell = await ask(health, '/api/health')

  expect([well.status, await well.json()]).toEqual([200, { store: 'ok', courier: 'ok' }])
  expect([unwell.status, await unwell.json()]).toEqual([503, { store: 'ok', courier: 'away' }])
})

test('a database that does not answer is named, and the inside of the error is not', async () => {
  const app = await createTestApp()
  await app.store[Symbol.asyncDispose]()

  const unwell = await ask(health, '/api/health')

  expect([unwell.status, await unwell.json()]).toEqual([503, { store: 'failing', courier: 'ok' }])
  const broken = await refused(await ask(gateway, '/api/gateway'))
  expect(broken).toEqual({
    status: 500,
    code: 'internal',
    message: 'Something went wrong in the studio. Nothing was changed; try again.',
    details: {},
  })
})

test('what does not exist is refused in JSON, whatever is done with it', async () => {
  await using _app = await createTestApp()
  const Refusal = z.object({ error: z.object({ code: z.literal('not_found') }) })

  for (const [handler, method] of [
    [unknownPath, 'GET'],
    [POST, 'POST'],
    [PUT, 'PUT'],
    [PATCH, 'PATCH'],
    [DELETE, 'DELETE'],
  ] as const) {
    const response = await ask(handler, '/api/nothing/here', { method })
    expect(response.status).toBe(404)
    expect(Refusal.parse(await response.json())).toBeDefined()
  }
})
