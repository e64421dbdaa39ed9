import { describe, expect, test } from 'vitest'
import {
  aSandbox,
  aServedSandbox,
  aWish,
  baseUrl,
  posted,
  readAll,
} from '#lib/server/testing/test-sandbox.ts'
import { type FaultName, faultNames, faultTable } from './fault-table.ts'

const generations = `${baseUrl}/images/generations`

async function withFault(fault: FaultName, wish: Record<string, unknown> = {}) {
  const sandbox = await aSandbox()
  sandbox.script([{ fault, times: 1 }])
  const response = await sandbox.fetch(generations, posted(aWish(wish)))
  return { sandbox, response, entry: () => sandbox.ledger()[0] }
}

test('every fault says in a sentence what it does', () => {
  for (const name of faultNames) expect(faultTable[name]({}).says.length).toBeGreaterThan(3)
})

describe('refusals', () => {
  test.each([
    ['401', 401, 'AUTHENTICATION_FAILED'],
    ['402', 402, 'INSUFFICIENT_BALANCE'],
    ['403', 403, 'FORBIDDEN'],
    ['404', 404, 'MODEL_NOT_FOUND'],
    ['404-disabled', 404, 'MODEL_DISABLED'],
    ['400', 400, 'INVALID_REQUEST'],
    ['moderation-input', 400, 'CONTENT_POLICY_VIOLATION'],
    ['moderation-output', 400, 'CONTENT_POLICY_VIOLATION'],
    ['408', 408, 'REQUEST_TIMEOUT'],
    ['409', 409, 'CONFLICT'],
    ['413', 413, 'REQUEST_TOO_LARGE'],
    ['422', 422, 'UNPROCESSABLE'],
    ['429', 429, 'RATE_LIMITED'],
    ['500', 500, 'INTERNAL_ERROR'],
    ['502-json', 502, 'ALL_PROVIDERS_EXHAUSTED'],
    ['503', 503, 'SERVICE_UNAVAILABLE'],
  ] as const)('%s answers %i with the envelope and costs nothing', async (fault, status, code) => {
    const { response, entry } = await withFault(fault)

    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, message: expect.any(String) } })
    expect(response.headers.get('x-lumenfall-request-id')).toBe(entry()?.id)
    expect(entry()).toMatchObject({
      cost_micros: 0,
      error_code: code,
      status: status < 500 ? 'rejected' : 'upstream_failure',
    })
  })

  test.each([
    ['429', null],
    ['429-seconds', '1'],
    ['429-garbage', 'soon, perhaps'],
    ['429-hour', '3600'],
    ['429-zero', '0'],
    ['429-negative', '-5'],
    ['503', '1'],
  ] as const)('%s has Retry-After %s', async (fault, expected) => {
    const { response } = await withFault(fault)

    expect(response.headers.get('retry-after')).toBe(expected)
  })

  test('429-date has a date in Retry-After', async () => {
    const { response } = await withFault('429-date')

    expect(Date.parse(response.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now())
  })

  test('a rule chooses the Retry-After itself', async () => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault: '429-seconds', retryAfter: '17' }])

    const response = await sandbox.fetch(generations, posted())

    expect(response.headers.get('retry-after')).toBe('17')
  })

  test.each([
    ['429-html', 429],
    ['502-html', 502],
    ['503-html', 503],
    ['524-html', 524],
    ['html-200', 200],
  ] as const)('%s answers %i with a page', async (fault, status) => {
    const { response } = await withFault(fault)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test.each(['moderation-charged', '502-charged'] as const)('%s costs a part', async (fault) => {
    const { sandbox, entry } = await withFault(fault)

    expect(entry()?.cost_micros).toBe(30_000)
    const balance = await sandbox.fetch('http://sandbox.local/v1/balance')
    expect(await balance.json()).toMatchObject({ available: { amount: 999.97 } })
  })

  test.each(['504-then-billed', '524-then-billed'] as const)(
    '%s gives up, and the call is completed and billed behind it',
    async (fault) => {
      const { response, entry } = await withFault(fault)

      expect(response.status).toBe(Number(fault.slice(0, 3)))
      await expect.poll(entry).toMatchObject({ status: 'completed', cost_micros: 60_000 })
    },
  )

  test.each([301, 302, 303, 307, 308] as const)('redirect-%i leads the POST elsewhere', async (status) => {
    const { response } = await withFault(`redirect-${status}`)

    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBeTruthy()
  })

  test('error-200 and refusal-200 are 200 and hold no picture', async () => {
    const failed = await withFault('error-200')
    const refused = await withFault('refusal-200')

    expect(failed.response.status).toBe(200)
    expect(await failed.response.json()).toHaveProperty('error.code', 'ALL_PROVIDERS_EXHAUSTED')
    expect(await refused.response.json()).toEqual({
      created: 0,
      data: [{ revised_prompt: 'I cannot draw that.' }],
    })
    expect(refused.entry()?.cost_micros).toBe(60_000)
  })

  test('moderation-retry carries the header that makes an SDK send again', async () => {
    const { response } = await withFault('moderation-retry')

    expect(response.headers.get('x-should-retry')).toBe('true')
  })
})

describe('broken connections, in the handler', () => {
  test.each([
    ['refused', 'ECONNREFUSED', undefined],
    ['reset-before-reading', 'ECONNRESET', undefined],
    ['reset-after-reading', 'ECONNRESET', { status: 'cancelled', cost_micros: 0 }],
    ['reset-before-billing', 'ECONNRESET', { status: 'cancelled', cost_micros: 0 }],
    ['reset-after-billing', 'ECONNRESET', { status: 'completed', cost_micros: 60_000 }],
    ['reset-mid-headers', 'ECONNRESET', { status: 'completed', cost_micros: 60_000 }],
  ] as const)('%s rejects with %s', async (fault, code, books) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])

    const answer = sandbox.fetch(generations, posted())

    await expect(answer).rejects.toMatchObject({ message: 'fetch failed', cause: { code } })
    if (books) expect(sandbox.ledger()).toMatchObject([books])
    else expect(sandbox.ledger()).toEqual([])
  })

  test.each([
    ['cut-1', 0.01],
    ['cut-50', 0.5],
    ['cut-99', 0.99],
    ['early-end', 0.5],
  ] as const)('%s breaks the body there, after it was billed', async (fault, share) => {
    const { response, entry } = await withFault(fault)
    const promised = Number(response.headers.get('content-length'))

    const { size, error } = await readAll(response)

    expect(size).toBe(Math.max(1, Math.floor(promised * share)))
    expect(error).toMatchObject({ message: 'terminated' })
    expect(entry()).toMatchObject({ cost_micros: 60_000, bytes_sent: size })
  })

  test.each([
    ['hang', 'cancelled', 0],
    ['hang-after-billing', 'completed', 60_000],
  ] as const)('%s answers nothing until the caller goes', async (fault, status, cost) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])
    const caller = new AbortController()

    const answer = sandbox.fetch(generations, posted(aWish(), { signal: caller.signal }))
    await expect
      .poll(() => sandbox.ledger()[0])
      .toMatchObject({ cost_micros: cost, fault: expect.any(String) })
    caller.abort()

    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => sandbox.ledger()[0]).toMatchObject({ status, cost_micros: cost })
  })

  test('drip sends so many bytes a second', async () => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault: 'drip', bytesPerSecond: 100_000 }])
    const response = await sandbox.fetch(generations, posted(aWish({ size: '64x64' })))
    const startedAt = performance.now()

    const { size } = await readAll(response)

    expect((1000 * size) / (performance.now() - startedAt)).toBeLessThan(130_000)
  })
})

describe('broken connections, on the wire', () => {
  test.each(['reset-before-reading', 'reset-after-billing', 'reset-mid-headers', 'refused'] as const)(
    '%s leaves the caller without a status',
    async (fault) => {
      const { sandbox, url } = await aServedSandbox()
      sandbox.script([{ fault }])

      await expect(fetch(`${url}/openai/v1/images/generations`, posted())).rejects.toThrow('fetch failed')
    },
  )

  test.each(['cut-1', 'cut-50', 'cut-99', 'early-end'] as const)('%s ends the body early', async (fault) => {
    const { sandbox, url } = await aServedSandbox()
    sandbox.script([{ fault }])

    const response = await fetch(`${url}/openai/v1/images/generations`, posted(aWish({ size: '1024x1024' })))
    const { size, error } = await readAll(response)

    expect(error).toMatchObject({ message: 'terminated' })
    expect(size).toBeLessThan(Number(response.headers.get('content-length')))
  })
})
