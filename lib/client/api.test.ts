import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { call, isUnreachable, Nothing } from './api.ts'

const Fox = z.object({ name: z.string() })

afterEach(() => {
  vi.unstubAllGlobals()
})

function answerWith(answer: Response | (() => Promise<Response>)) {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) =>
    typeof answer === 'function' ? answer() : answer,
  )
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('an answer comes through its schema, which keeps what it names', async () => {
  answerWith(Response.json({ name: 'Fox', secret: 1 }))

  expect(await call(Fox, '/api/fox')).toEqual({ name: 'Fox' })
})

test('a body is sent as JSON, and without one nothing is said of a type', async () => {
  const fetch = answerWith(() => Promise.resolve(Response.json({ name: 'Fox' })))

  await call(Fox, '/api/fox', {
    method: 'POST',
    body: { name: 'Fox' },
    headers: { 'idempotency-key': 'press-1' },
  })
  await call(Fox, '/api/fox')

  expect(fetch.mock.calls.map(([, { method, headers, body }]) => ({ method, headers, body }))).toEqual([
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'press-1' },
      body: '{"name":"Fox"}',
    },
    { method: 'GET', headers: {}, body: undefined },
  ])
})

test('no body is an answer where none was promised, and only there', async () => {
  answerWith(() => Promise.resolve(new Response(null, { status: 204 })))

  expect(await call(Nothing, '/api/fox', { method: 'DELETE' })).toBeUndefined()
  await expect(call(Fox, '/api/fox')).rejects.toMatchObject({ code: 'internal' })
})

test('a refusal is the error that the server threw', async () => {
  const error = {
    code: 'key_reused',
    message: 'Every press needs its own.',
    details: { retryAfterSeconds: 3 },
  }
  answerWith(Response.json({ error }, { status: 422 }))

  await expect(call(Fox, '/api/fox')).rejects.toMatchObject({ name: 'AppError', ...error, status: 422 })
})

test.each([
  ['a server that is starting', new Response('<h1>502</h1>', { status: 502 })],
  ['a refusal of another program', Response.json({ error: 'no' }, { status: 403 })],
])('%s is not the studio', async (_, response) => {
  answerWith(response)

  await expect(call(Fox, '/api/fox')).rejects.toMatchObject({ code: 'unreachable' })
})

test('a network that fails, before or in the middle of an answer, is said in plain words', async () => {
  const cut = new ReadableStream({
    start(controller) {
      controller.error(new TypeError('terminated'))
    },
  })
  for (const answer of [
    () => Promise.reject(new TypeError('fetch failed')),
    () => Promise.resolve(new Response(cut)),
  ]) {
    answerWith(answer)
    const error: unknown = await call(Fox, '/api/fox').catch((reason: unknown) => reason)
    expect(isUnreachable(error)).toBe(true)
    expect(error).toMatchObject({
      message: 'The studio does not answer. What was accepted goes on without this page.',
    })
  }
})

test('somebody who gave up waiting is not told that the studio is away', async () => {
  const leaving = new AbortController()
  answerWith(() => {
    leaving.abort()
    return Promise.reject(leaving.signal.reason)
  })

  const error: unknown = await call(Fox, '/api/fox', { signal: leaving.signal }).catch(
    (reason: unknown) => reason,
  )

  expect(isUnreachable(error)).toBe(false)
})
