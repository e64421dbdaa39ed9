import { describe, expect, test } from 'vitest'
import { aSandbox, aWish, baseUrl, posted } from '#lib/server/testing/test-sandbox.ts'

const generations = `${baseUrl}/images/generations`
const account = 'http://sandbox.local/v1'

async function readJson(answer: Promise<Response>) {
  return (await answer).json()
}

describe('models', () => {
  test('are listed, found by slug, alias and provider/slug, and described by their parameters', async () => {
    const sandbox = await aSandbox()

    const list = await readJson(sandbox.fetch(`${baseUrl}/models`))
    const alias = await readJson(sandbox.fetch(`${baseUrl}/models/flux-2-flex`))
    const forced = await readJson(sandbox.fetch(`${baseUrl}/models/sandbox/flux.2-flex?schema=true`))

    expect(list.data.map((model: { id: string }) => model.id)).toEqual([
      'flux.2-flex',
      'flux.2-pro',
      'flux.2-max',
      'mock-image',
    ])
    expect(alias).toMatchObject({ id: 'flux.2-flex', object: 'model', owned_by: 'Black Forest Labs' })
    expect(forced.parameters).toMatchObject({
      prompt: { type: 'string', required: true, treatment: 'renamed', sent_as: 'text' },
      size: { treatment: 'converted', sent_as: ['width', 'height'], multiple_of: 16 },
      style: { treatment: 'passthrough' },
      n: { treatment: 'emulated', minimum: 1, maximum: 10, default: 1 },
      output_format: { treatment: 'emulated', enum: ['png', 'jpeg', 'gif', 'webp', 'avif'] },
    })
  })

  test('a name that cannot be decoded is only unknown', async () => {
    const sandbox = await aSandbox()

    expect((await sandbox.fetch(`${baseUrl}/models/%E0%A4%A`)).status).toBe(404)
  })

  test('an unknown one is a 404 with a guess', async () => {
    const sandbox = await aSandbox()

    const response = await sandbox.fetch(`${baseUrl}/models/flux.2-flx`)

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      error: { code: 'MODEL_NOT_FOUND', message: expect.stringContaining("Did you mean 'flux.2-flex'?") },
    })
  })
})

describe('account', () => {
  test('the balance goes down by what was charged, and an empty one is a 402', async () => {
    const sandbox = await aSandbox({ openingMicros: 100_000 })

    await sandbox.fetch(generations, posted())
    const balance = await readJson(sandbox.fetch(`${account}/balance`))
    const poor = await sandbox.fetch(generations, posted())

    expect(balance).toEqual({
      object: 'balance',
      billing_type: 'prepaid',
      available: { amount: 0.04, currency: 'usd' },
    })
    expect(poor.status).toBe(402)
    expect(await poor.json()).toMatchObject({
      error: {
        code: 'INSUFFICIENT_BALANCE',
        type: 'insufficient_quota',
        message: expect.stringContaining('$0.04'),
      },
    })
  })

  test('two calls at once cannot spend the same money', async () => {
    const sandbox = await aSandbox({ openingMicros: 100_000 })

    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await sandbox.fetch(generations, posted())).status),
    )

    expect(statuses.toSorted()).toEqual([200, 402, 402])
  })

  test('the history is paged by cursors and filtered by time and state', async () => {
    let nowMs = Date.UTC(2026, 5, 1)
    const sandbox = await aSandbox({ clock: { now: () => new Date(nowMs) } })
    for (let at = 0; at < 5; at++) {
      await sandbox.fetch(generations, posted(aWish(at === 2 ? { n: 99 } : {})))
      nowMs += 60_000
    }
    const page = (url: string) => readJson(sandbox.fetch(url))

    const first = await page(`${account}/requests?limit=2&summary=true`)
    const second = await page(first.next_page_url)
    const third = await page(second.next_page_url)
    const back = await page(third.previous_page_url)
    const late = await page(`${account}/requests?created_after=2026-06-01T00:02:30Z`)
    const bad = await page(`${account}/requests?status=rejected`)

    expect([first, second, third].map(({ data }) => data.length)).toEqual([2, 2, 1])
    expect(first.summary).toEqual({ count: 5, cost: 0.24, currency: 'USD' })
    expect(third.next_page_url).toBeNull()
    expect(back.data).toEqual(second.data)
    expect(late.data).toHaveLength(2)
    expect(bad.data).toMatchObject([{ status: 'rejected', error_code: 'INVALID_REQUEST', cost: 0 }])
    const one = await page(`${account}/requests/${first.data[0].id}`)
    expect(one).toEqual(first.data[0])
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'created_after=yesterday',
    'status=lost',
    'starting_after=req_none',
  ])('a history asked for with %s is refused', async (query) => {
    const sandbox = await aSandbox()

    const response = await sandbox.fetch(`${account}/requests?${query}`)

    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty('error.code', 'INVALID_REQUEST')
  })

  test('what is not there is a 404, and what takes another method a 405', async () => {
    const sandbox = await aSandbox()

    expect((await sandbox.fetch(`${account}/requests/req_none`)).status).toBe(404)
    expect((await sandbox.fetch(`${baseUrl}/images/variations`, { method: 'POST' })).status).toBe(404)
    expect((await sandbox.fetch(generations)).status).toBe(405)
  })
})

describe('keys', () => {
  test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic abc'])('%j is no key', async (authorization) => {
    const sandbox = await aSandbox({ keys: 'any' })

    for (const path of ['/openai/v1/models', '/v1/balance', '/v1/requests']) {
      const headers = new Headers(authorization === undefined ? [] : [['authorization', authorization]])
      const response = await sandbox.fetch(`http://sandbox.local${path}`, { headers })

      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({
        error: { code: 'AUTHENTICATION_FAILED', type: 'authentication_error' },
      })
    }
  })

  test('only keys on the list are taken when there is a list', async () => {
    const sandbox = await aSandbox({ keys: ['good'] })
    const status = async (key: string) =>
      (await sandbox.fetch(`${account}/balance`, { headers: { authorization: `Bearer ${key}` } })).status

    expect([await status('good'), await status('bad')]).toEqual([200, 401])
  })
})

describe('links', () => {
  test('work for an hour and then never again', async () => {
    let nowMs = Date.UTC(2026, 5, 1)
    const sandbox = await aSandbox({ clock: { now: () => new Date(nowMs) } })
    const { data } = await readJson(sandbox.fetch(generations, posted(aWish({ response_format: 'url' }))))

    nowMs += 59 * 60_000
    expect((await sandbox.fetch(data[0].url)).status).toBe(200)
    nowMs += 61_000
    expect((await sandbox.fetch(data[0].url)).status).toBe(403)
  })

  test.each(['..%2f..%2fledger.sqlite', 'ledger.sqlite', 'a.png', `${'a'.repeat(32)}-1795400000000.png`])(
    '%s is not a picture',
    async (name) => {
      const sandbox = await aSandbox({ clock: { now: () => new Date(0) } })

      expect((await sandbox.fetch(`http://sandbox.local/media/${name}`)).status).toBe(404)
    },
  )
})
