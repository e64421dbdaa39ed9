import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { aServedSandbox, aWish, posted } from '#lib/server/testing/test-sandbox.ts'

async function speak(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  return text(socket)
}

test('listens on loopback and answers there', async () => {
  const { url, port } = await aServedSandbox()

  expect(url).toBe(`http://127.0.0.1:${port}`)
  expect((await fetch(`${url}/openai/v1/models`, { headers: { authorization: 'Bearer x' } })).status).toBe(
    200,
  )
})

test('a port that is taken is an error, not a hang', async () => {
  const { port } = await aServedSandbox()

  await expect(aServedSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a body that is too large is a 413 over the wire too', async () => {
  const { url } = await aServedSandbox()
  const prompt = 'so '.repeat(700_000)

  const response = await fetch(`${url}/openai/v1/images/generations`, posted(aWish({ prompt })))

  expect(response.status).toBe(413)
  expect(await response.json()).toHaveProperty('error.code', 'REQUEST_TOO_LARGE')
})

test('a head without a picture behind it', async () => {
  const { url, port } = await aServedSandbox()
  const made = await fetch(`${url}/openai/v1/images/generations`, posted(aWish({ response_format: 'url' })))
  const { pathname } = new URL((await made.json()).data[0].url)

  const head = await speak(port, `HEAD ${pathname} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)

  expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(head).toMatch(/content-type: image\/png/i)
  expect(head).toMatch(/\r\n\r\n$/)
})

test('a host that is no host does no harm', async () => {
  const { port } = await aServedSandbox()

  const answer = await speak(port, 'GET /v1/balance HTTP/1.1\r\nHost: [oops\r\nConnection: close\r\n\r\n')

  expect(answer).toMatch(/^HTTP\/1.1 401 /)
})

test('a caller who hangs up is remembered, and the call is billed all the same', async () => {
  const { url, sandbox } = await aServedSandbox()
  const caller = new AbortController()
  // Too much for the buffers in between, so that it cannot be gone before the caller is.
  const wish = posted(aWish({ size: '2048x2048' }), { signal: caller.signal })
  const response = await fetch(`${url}/openai/v1/images/generations`, wish)
  await response.body?.getReader().read()

  caller.abort()

  await expect.poll(() => sandbox.ledger()[0]).toMatchObject({ client_gone: 1, cost_micros: 240_000 })
})

test('what is billed only once it was delivered is not billed when it was not', async () => {
  const { url, sandbox } = await aServedSandbox({ billing: 'on_full_delivery' })
  sandbox.script([{ fault: 'cut-50', times: 1 }])
  const send = async () =>
    (await fetch(`${url}/openai/v1/images/generations`, posted())).arrayBuffer().catch(() => null)

  await send()
  await expect.poll(() => sandbox.ledger()[0]?.bytes_sent).toBeGreaterThan(0)
  await send()

  await expect.poll(() => sandbox.ledger().map((row) => row.cost_micros)).toEqual([0, 60_000])
})

test('what is billed at once is billed although the connection breaks before the work is done', async () => {
  const { url, sandbox } = await aServedSandbox({ billing: 'on_accept' })
  sandbox.script([{ fault: 'reset-before-billing' }])

  await expect(fetch(`${url}/openai/v1/images/generations`, posted())).rejects.toThrow()

  expect(sandbox.ledger()).toMatchObject([{ cost_micros: 60_000 }])
})
