import { describe, expect, test } from 'vitest'
import { answered, ask, refused } from '#lib/server/testing/ask.ts'
import { aKey } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { Generation, GenerationPage } from '#lib/shared/generation.ts'
import { GET, POST } from './route.ts'

const wish = { prompt: 'A lighthouse at dusk', model: 'flux.2-flex' }

function press(body: unknown, headers: Record<string, string> = { 'idempotency-key': aKey() }) {
  return ask(POST, '/api/generations', { method: 'POST', body, headers })
}

describe('a press that is accepted', () => {
  test('is answered with the generation and where it is', async () => {
    await using app = await createTestApp()

    const response = await press({ ...wish, n: 4, size: '1024x768', seed: 7 })

    expect(response.status).toBe(201)
    const generation = await answered(Generation, response)
    expect(response.headers.get('location')).toBe(`/api/generations/${generation.id}`)
    expect(generation).toMatchObject({ state: 'queued', asked: { width: 1024, height: 768 } })
    expect(generation.attempts.map(({ seed }) => seed)).toEqual([7, 8, 9, 10])
    expect(app.courier.wakes).toBe(1)
  })

  test('is kept by nobody on the way, and read by no other site', async () => {
    await using _app = await createTestApp()

    const { headers } = await press(wish)

    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': 'application/json',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  test('fifty times at once under one key is one generation, and says so fifty times', async () => {
    await using app = await createTestApp()
    const key = aKey()

    const responses = await Promise.all(
      Array.from({ length: 50 }, () => press(wish, { 'idempotency-key': key })),
    )
    const generations = await Promise.all(responses.map((response) => answered(Generation, response)))

    expect(new Set(generations.map(({ id }) => id)).size).toBe(1)
    expect(app.courier.wakes).toBe(1)
  })

  test('can be repeated after a day under the same key without being paid for again', async () => {
    await using app = await createTestApp()
    const key = aKey()
    const first = await answered(Generation, await press(wish, { 'idempotency-key': key }))

    app.clock.move(24 * 60 * 60_000)
    const second = await answered(Generation, await press(wish, { 'idempotency-key': key }))

    expect(second.id).toBe(first.id)
  })
})

describe('the list', () => {
  test('is read page by page, newest first, without gaps or repeats', async () => {
    await using app = await createTestApp()
    const made: string[] = []
    for (let index = 0; index < 5; index++) {
      app.clock.move(1000)
      made.unshift((await answered(Generation, await press(wish))).id)
    }

    const first = await answered(GenerationPage, await ask(GET, '/api/generations?limit=3'))
    const second = await answered(
      GenerationPage,
      await ask(GET, `/api/generations?limit=3&before=${first.nextCursor}`),
    )

    expect([...first.generations, ...second.generations].map(({ id }) => id)).toEqual(made)
    expect(second.nextCursor).toBeNull()
  })

  test.each(['limit=0', 'limit=51', 'limit=x', `before=${'x'.repeat(101)}`, 'before=nonsense'])(
    'refuses %s',
    async (search) => {
      await using _app = await createTestApp()

      expect(await refused(await ask(GET, `/api/generations?${search}`))).toMatchObject({
        status: 400,
        code: 'invalid_request',
      })
    },
  )
})
