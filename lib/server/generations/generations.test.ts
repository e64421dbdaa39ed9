import { describe, expect, test } from 'vitest'
import type { GenerationId } from '#lib/shared/ids.ts'
import { aKey, anImage, aRequest, finishAttempts } from '../testing/builders.ts'
import { createTestApp } from '../testing/test-app.ts'
import { retryAttempt } from './attempts.ts'
import {
  cancelGeneration,
  deleteGeneration,
  getGeneration,
  listGenerations,
  requestGeneration,
  restoreGeneration,
} from './generations.ts'

const nobody = `gen_${'0'.repeat(26)}` as GenerationId

describe('a press', () => {
  test('queues one attempt for each image, with seeds that count on from the one given', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')

    const generation = await requestGeneration(app, ada, {
      request: aRequest({ n: 3, seed: 2_147_483_646 }),
      key: aKey(),
    })

    expect(generation.state).toBe('queued')
    expect(generation.attempts.map(({ position, seed }) => [position, seed])).toEqual([
      [0, 2_147_483_646],
      [1, 2_147_483_647],
      [2, 0],
    ])
    expect(app.courier.wakes).toBe(1)
  })

  test('without a seed draws one, and the images count on from it', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')

    const { attempts } = await requestGeneration(app, ada, { request: aRequest({ n: 10 }), key: aKey() })

    const first = attempts[0]?.seed ?? Number.NaN
    expect(attempts.map(({ seed }) => seed)).toEqual(
      Array.from({ length: 10 }, (_, position) => (first + position) % 2_147_483_648),
    )
  })

  test('says which pixels will be asked for', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')

    const { asked } = await requestGeneration(app, ada, {
      request: aRequest({ aspectRatio: '7:1', resolution: '1K' }),
      key: aKey(),
    })

    expect(asked).toEqual({ width: 1360, height: 768 })
  })

  test('repeated fifty times at once under one key is one generation', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const press = { request: aRequest({ n: 4 }), key: aKey() }

    const answers = await Promise.all(Array.from({ length: 50 }, () => requestGeneration(app, ada, press)))

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(app.courier.wakes).toBe(1)
    const { generations } = await listGenerations(app, ada, { limit: 50 })
    expect(generations).toHaveLength(1)
    expect(generations[0]?.attempts).toHaveLength(4)
  })

  test('under a key that was used for another request is refused, and nothing is queued for it', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const key = aKey()
    const first = await requestGeneration(app, ada, { request: aRequest(), key })

    await expect(
      requestGeneration(app, ada, { request: aRequest({ prompt: 'A harbour' }), key }),
    ).rejects.toMatchObject({ code: 'key_reused', status: 422 })

    const { generations } = await listGenerations(app, ada, { limit: 50 })
    expect(generations.map(({ id }) => id)).toEqual([first.id])
  })

  test('under the same key in another team is its own generation', async () => {
    await using app = await createTestApp()
    const press = { request: aRequest(), key: aKey() }

    const hers = await requestGeneration(app, app.signIn('Ada'), press)
    const his = await requestGeneration(app, app.signIn('Bo'), press)

    expect(his.id).not.toBe(hers.id)
  })

  test('of the same wish with its fields in another order is the same request', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const key = aKey()
    const { prompt, model, n } = aRequest({ n: 2 })

    const first = await requestGeneration(app, ada, { request: { prompt, model, n }, key })
    const second = await requestGeneration(app, ada, { request: { n, model, prompt }, key })

    expect(second.id).toBe(first.id)
  })

  test('by somebody who may only look is refused, and nothing is queued', async () => {
    await using app = await createTestApp()
    const viewer = app.signIn('Vi', 'viewer')

    await expect(requestGeneration(app, viewer, { request: aRequest(), key: aKey() })).rejects.toMatchObject({
      code: 'forbidden',
    })

    expect((await listGenerations(app, viewer, { limit: 50 })).generations).toEqual([])
    expect(app.courier.wakes).toBe(0)
  })

  test.each([
    ['99999x99999', '2048x2048'],
    ['1x1', '64x64'],
    ['8192x64', '4096x64'],
    ['4096x4096', '2048x2048'],
  ])('for %s, which the model cannot make, is refused with the nearest it can', async (size, nearest) => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')

    await expect(
      requestGeneration(app, ada, { request: aRequest({ size }), key: aKey() }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
      message: `FLUX.2 [flex] cannot make ${size}. The nearest it can is ${nearest}.`,
      details: { fields: [{ path: 'size' }] },
    })
    await expect(
      requestGeneration(app, ada, { request: aRequest({ size: nearest }), key: aKey() }),
    ).resolves.toMatchObject({ state: 'queued' })
  })
})

describe('cancelling', () => {
  test('stops what was not sent', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { id } = await requestGeneration(app, ada, { request: aRequest({ n: 2 }), key: aKey() })

    const cancelled = await cancelGeneration(app, ada, id)

    expect(cancelled.state).toBe('cancelled')
    expect(await finishAttempts(app, id)).toEqual([])
  })

  test('keeps what is there already', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const image = await anImage(app, ada)

    const cancelled = await cancelGeneration(app, ada, image.generationId)

    expect(cancelled.state).toBe('done')
    expect(cancelled.attempts[0]?.image?.id).toBe(image.id)
  })
})

describe('the trash', () => {
  test('takes a generation with its images, and gives both back', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const image = await anImage(app, ada)

    await deleteGeneration(app, ada, image.generationId)
    expect((await listGenerations(app, ada, { limit: 50 })).generations).toEqual([])
    expect((await app.store.team(ada.scope).images.list({ limit: 50 })).total).toBe(0)

    const restored = await restoreGeneration(app, ada, image.generationId)
    expect(restored.deletedAt).toBeNull()
    expect((await app.store.team(ada.scope).images.list({ limit: 50 })).total).toBe(1)
  })

  test('takes the same generation twice without complaint', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { generationId } = await anImage(app, ada)

    await deleteGeneration(app, ada, generationId)

    await expect(deleteGeneration(app, ada, generationId)).resolves.toBeUndefined()
  })
})

describe('another try', () => {
  test('for an image that was cancelled is queued with the same seed, once', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { id, attempts } = await requestGeneration(app, ada, { request: aRequest({ n: 2 }), key: aKey() })
    await cancelGeneration(app, ada, id)
    const [first] = attempts
    if (!first) throw new Error('no attempt')

    const again = await retryAttempt(app, ada, { id: first.id, mayPayTwice: false })
    const twice = await retryAttempt(app, ada, { id: first.id, mayPayTwice: false })

    expect(again.attempts).toHaveLength(2)
    expect(again.attempts[0]).toMatchObject({ state: 'queued', seed: first.seed, position: 0 })
    expect(twice.attempts[0]?.id).toBe(again.attempts[0]?.id)
  })

  test('for an image that is there, or still on its way, is refused', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { generationId } = await anImage(app, ada)
    const done = await getGeneration(app, ada, generationId)
    const queued = await requestGeneration(app, ada, { request: aRequest(), key: aKey() })

    for (const generation of [done, queued]) {
      const id =
        generation.attempts[0]?.id ??
        (() => {
          throw new Error('no attempt')
        })()
      await expect(retryAttempt(app, ada, { id, mayPayTwice: true })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  test('for an image that may have been charged needs a clear yes', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { id } = await requestGeneration(app, ada, { request: aRequest(), key: aKey() })
    const [leased] = await app.store.queue.claim({
      owner: 'c',
      now: app.clock.now(),
      leaseMs: 1000,
      limit: 1,
    })
    if (!leased) throw new Error('nothing to lease')
    await app.store.queue.advance(leased.id, {
      from: 'leased',
      to: 'dispatched',
      changes: { dispatchedAt: app.clock.now() },
    })
    await app.store.queue.advance(leased.id, { from: 'dispatched', to: 'unknown' })

    await expect(retryAttempt(app, ada, { id: leased.id, mayPayTwice: false })).rejects.toMatchObject({
      code: 'conflict',
    })
    const again = await retryAttempt(app, ada, { id: leased.id, mayPayTwice: true })

    expect(again.id).toBe(id)
    expect(again.attempts[0]).toMatchObject({ state: 'queued', tryNumber: 1 })
  })

  test('at another gateway than it was asked of is refused: a free press does not become a paid one', async () => {
    await using app = await createTestApp()
    const ada = app.signIn('Ada')
    const { id, attempts } = await requestGeneration(app, ada, { request: aRequest(), key: aKey() })
    await cancelGeneration(app, ada, id)
    const gateway = { kind: 'lumenfall', baseUrl: new URL('https://api.lumenfall.ai/openai/v1') } as const
    const paid = { ...app, config: { ...app.config, gateway } }

    for (const attempt of attempts) {
      const retry = retryAttempt(paid, ada, { id: attempt.id, mayPayTwice: true })
      await expect(retry).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await getGeneration(app, ada, id)).toMatchObject({ state: 'cancelled' })
  })
})

test('another team’s generation is not found, whatever is done with it', async () => {
  await using app = await createTestApp()
  const ada = app.signIn('Ada')
  const mallory = app.signIn('Mallory')
  const generation = await requestGeneration(app, ada, { request: aRequest(), key: aKey() })
  const { id } = generation
  const attempt = generation.attempts[0]?.id
  if (!attempt) throw new Error('no attempt')

  for (const reach of [getGeneration, cancelGeneration, deleteGeneration, restoreGeneration]) {
    await expect(reach(app, mallory, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(reach(app, ada, nobody)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(retryAttempt(app, mallory, { id: attempt, mayPayTwice: true })).rejects.toMatchObject({
    code: 'not_found',
  })

  expect(await getGeneration(app, ada, id)).toEqual(generation)
})
