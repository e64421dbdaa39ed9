import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aCall, aGateway } from '../testing/gateway-calls.ts'
import { findClosedPort } from '../testing/raw-server.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const never = new AbortController().signal
const sentAt = new Date('2026-11-23T10:00:00Z')

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown }

/** An HTTP server that answers by path, and remembers what it was asked. */
async function aServer(answer: (url: URL, request: IncomingMessage) => Answer) {
  const asked: URL[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://gateway')
    asked.push(url)
    const { status = 200, headers = {}, body = '' } = answer(url, request)
    response.writeHead(status, headers)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { origin: `http://127.0.0.1:${address.port}`, asked }
}

function aRow(changes: object = {}) {
  return { id: 'req_1', trace_id: traceId, status: 'completed', cost: 0.06, currency: 'USD', ...changes }
}

describe('the ledger', () => {
  test('is asked beside the OpenAI path, from a little before the call was sent', async () => {
    const server = await aServer(() => ({ body: { data: [aRow()] } }))

    const entry = await aGateway(server.origin).findRequest(traceId, new Date(), never)

    expect(entry).toEqual({ requestId: 'req_1', status: 'completed', costMicros: 60_000, errorCode: null })
    const url = server.asked.at(-1)
    expect(url?.pathname).toBe('/v1/requests')
    const after = Date.parse(url?.searchParams.get('created_after') ?? '')
    expect(Date.now() - after).toBeGreaterThan(5 * 60_000)
    expect(Date.now() - after).toBeLessThan(20 * 60_000)
  })

  test.each([
    ['a whole traceparent', { trace_id: `00-${traceId}-00f067aa0ba902b7-01` }, { costMicros: 60_000 }],
    ['large letters', { trace_id: traceId.toUpperCase() }, { costMicros: 60_000 }],
    ['a price as a text', { cost: '0.06' }, { costMicros: 60_000 }],
    ['no price', { cost: null }, { costMicros: null }],
    ['a price of nothing', { cost: 0 }, { costMicros: 0 }],
    ['a price in another currency', { currency: 'EUR' }, { costMicros: null }],
    ['a state of its own', { status: 'dreaming' }, { status: 'other' }],
    ['no state', { status: null }, { status: 'other' }],
    [
      'a failure',
      { status: 'upstream_failure', error_code: 'UPSTREAM_ERROR', cost: 0 },
      { status: 'upstream_failure', errorCode: 'UPSTREAM_ERROR' },
    ],
    ['a code that is prose', { error_code: 'It went wrong!' }, { errorCode: null }],
  ])('is understood with %s', async (_, changes, expected) => {
    const server = await aServer(() => ({ body: { data: [{ unreadable: 1 }, aRow(changes)] } }))

    expect(await aGateway(server.origin).findRequest(traceId, sentAt, never)).toMatchObject(expected)
  })

  test('is read page by page, and never from another place than the gateway', async () => {
    const server = await aServer((url) => {
      const page = Number(url.searchParams.get('starting_after')?.slice(4) ?? 0)
      const rows: object[] = [1, 2, 3].map((at) => ({ id: `req_${page + at}`, trace_id: null }))
      if (page === 9) rows.push(aRow({ id: 'req_found' }))
      return { body: { data: rows, next_page_url: page < 9 ? 'https://evil.test/next' : null } }
    })

    const entry = await aGateway(server.origin).findRequest(traceId, sentAt, never)

    expect(entry?.requestId).toBe('req_found')
    expect(server.asked.map((url) => url.searchParams.get('starting_after'))).toEqual([
      null,
      null,
      'req_3',
      'req_6',
      'req_9',
    ])
  })

  test('without the call says null', async () => {
    const server = await aServer(() => ({
      body: { data: [aRow({ trace_id: 'f'.repeat(32) })], next_page_url: null },
    }))

    expect(await aGateway(server.origin).findRequest(traceId, sentAt, never)).toBeNull()
  })

  test('is asked for the right hours when our clock is a day ahead', async () => {
    const server = await aServer(() => ({
      headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      body: { data: [] },
    }))
    const ours = new Date()

    await aGateway(server.origin).findRequest(traceId, ours, never)

    const after = Date.parse(server.asked.at(-1)?.searchParams.get('created_after') ?? '')
    expect(Math.abs(after - (Date.parse('2026-11-22T10:00:00Z') - 10 * 60_000))).toBeLessThan(5000)
  })

  test.each<[string, (url: URL) => Answer, string]>([
    ['an error', () => ({ status: 500, body: 'oops' }), 'gateway_unavailable'],
    ['a page', () => ({ body: '<html>' }), 'gateway_unavailable'],
    ['something else', () => ({ body: { data: 'none' } }), 'gateway_unavailable'],
    ['a refused key', () => ({ status: 401, body: {} }), 'gateway_rejected'],
    ['no such path', () => ({ status: 404, body: {} }), 'gateway_rejected'],
    ['a redirect', () => ({ status: 302, headers: { location: '/v1/elsewhere' } }), 'gateway_unavailable'],
    [
      'a page that leads to itself',
      () => ({ body: { data: [{ id: 'req_1' }], next_page_url: 'x' } }),
      'gateway_unavailable',
    ],
  ])('that answers with %s has proved nothing', async (_, answer, code) => {
    const server = await aServer(answer)

    await expect(aGateway(server.origin).findRequest(traceId, sentAt, never)).rejects.toMatchObject({ code })
  })

  test('that does not answer has proved nothing', async () => {
    const gateway = aGateway(`http://127.0.0.1:${await findClosedPort()}`)

    await expect(gateway.findRequest(traceId, sentAt, never)).rejects.toMatchObject({
      code: 'gateway_unavailable',
    })
  })
})

describe('the balance', () => {
  const balance = (available: unknown) => ({
    body: { object: 'balance', billing_type: 'prepaid', available },
  })

  test.each<[string, Answer, number | null]>([
    ['is what the account has', balance({ amount: 12.5, currency: 'usd' }), 12_500_000],
    ['is not known of an account that pays later', balance({ amount: null, currency: 'usd' }), null],
    ['is not known in another currency', balance({ amount: 3, currency: 'eur' }), null],
    ['is not known of a gateway that has none', { status: 404, body: 'not found' }, null],
    ['is not known of a gateway that says something else', { body: { balance: 5 } }, null],
  ])('%s', async (_, answer, micros) => {
    const server = await aServer(() => answer)

    expect(await aGateway(server.origin).getBalanceMicros(never)).toBe(micros)
    expect(server.asked[0]?.pathname).toBe('/v1/balance')
  })

  test('of a gateway that does not answer is an error, so that it can be called unreachable', async () => {
    const server = await aServer(() => ({ status: 502, body: '<html>' }))

    await expect(aGateway(server.origin).getBalanceMicros(never)).rejects.toMatchObject({
      code: 'gateway_unavailable',
    })
  })
})

test('the catalogue is the slugs that can be read', async () => {
  const server = await aServer(() => ({
    body: { object: 'list', data: [{ id: 'flux.2-flex' }, { name: 'x' }, null, { id: 'mock-image' }] },
  }))

  expect(await aGateway(server.origin).listModels(never)).toEqual(['flux.2-flex', 'mock-image'])
  expect(server.asked[0]?.pathname).toBe('/openai/v1/models')
})

describe('a price', () => {
  const estimate = {
    estimated: true,
    model: 'flux.2-flex',
    total_cost_micros: 240_000,
    currency: 'USD',
    components: [],
  }
  const question = { ...aCall(), n: 4 }

  test('is asked by a dry run of the same request', async () => {
    let body = ''
    const server = await aServer((_, request) => {
      request.on('data', (chunk) => {
        body += chunk
      })
      return { body: estimate }
    })

    expect(await aGateway(server.origin).estimate(question, never)).toBe(240_000)
    expect(server.asked.map((url) => url.pathname + url.search)).toEqual([
      '/openai/v1/images/generations?dryRun=true',
    ])
    await expect.poll(() => body, { timeout: 15_000 }).toContain('"n":4')
    expect(JSON.parse(body)).toMatchObject({ model: 'flux.2-flex', size: '1024x768', n: 4 })
  })

  test.each<[string, Answer]>([
    ['an error', { status: 400, body: { error: { code: 'INVALID_REQUEST' } } }],
    ['an estimate that does not say it is one', { body: { ...estimate, estimated: undefined } }],
    ['a price that is no whole number', { body: { ...estimate, total_cost_micros: 0.5 } }],
    ['a negative price', { body: { ...estimate, total_cost_micros: -1 } }],
    ['another currency', { body: { ...estimate, currency: 'EUR' } }],
    ['an estimate with pictures', { body: { ...estimate, data: [] } }],
    ['an estimate with the id of a request', { body: { ...estimate, id: 'req_1' } }],
    ['a page', { body: '<html>' }],
  ])('is not taken from %s', async (_, answer) => {
    const server = await aServer(() => answer)

    expect(await aGateway(server.origin).estimate(question, never)).toBeNull()
  })

  test('is asked again of a gateway that was out of order for a moment', async () => {
    let isBroken = true
    const server = await aServer(() => ({ body: isBroken ? '<html>' : estimate }))
    const gateway = aGateway(server.origin)

    await gateway.estimate(question, never)
    isBroken = false

    expect(await gateway.estimate(question, never)).toBe(240_000)
  })

  test('is not known of a gateway that does not answer', async () => {
    const gateway = aGateway(`http://127.0.0.1:${await findClosedPort()}`)

    expect(await gateway.estimate(question, never)).toBeNull()
  })

  test.each<[string, unknown]>([
    ['pictures', { created: 1, data: [{ b64_json: 'AAAA' }] }],
    ['more than an estimate ever is', 'x'.repeat(5_000_000)],
  ])('is never asked again of a gateway that answered a dry run with %s', async (_, body) => {
    const server = await aServer(() => ({ body }))
    const gateway = aGateway(server.origin)

    await gateway.estimate(question, never)
    expect(await gateway.estimate(question, never)).toBeNull()

    expect(server.asked).toHaveLength(1)
  })

  test('is not asked at all of a gateway that only calls itself compatible', async () => {
    const server = await aServer((url) =>
      url.pathname === '/v1/balance' ? { status: 404 } : { body: { data: [{ b64_json: 'AAAA' }] } },
    )

    expect(await aGateway(server.origin, { kind: 'custom' }).estimate(question, never)).toBeNull()
    expect(server.asked.map((url) => url.pathname)).toEqual(['/v1/balance'])
  })

  test('is asked of another address that has shown to be Lumenfall’s own kind', async () => {
    const server = await aServer((url) => ({
      body: url.pathname === '/v1/balance' ? { object: 'balance' } : estimate,
    }))
    const gateway = aGateway(server.origin, { kind: 'custom' })

    expect(await gateway.estimate(question, never)).toBe(240_000)
    expect(await gateway.estimate(question, never)).toBe(240_000)
    expect(server.asked.map((url) => url.pathname)).toEqual([
      '/v1/balance',
      ...Array(2).fill('/openai/v1/images/generations'),
    ])
  })
})
