import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificate, certificateKey } from '../testing/certificate.ts'
import { aCall, aGateway, canaryKey, send } from '../testing/gateway-calls.ts'
import { findClosedPort, onRequest, openRawServer, toWire } from '../testing/raw-server.ts'
import { sealSecret } from './secret.ts'

describe('a paid call', () => {
  test('says everything it means to, once, and nothing else decides', async () => {
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire('{}'))))

    const { exchange } = await send(
      aGateway(server.origin),
      aCall({ extra: { steps: 20, cfg_scale: 3.5, n: 10, model: 'other', response_format: 'url' } }),
    )

    expect(exchange).toEqual({ kind: 'answered' })
    const [head = '', body = ''] = server.received().split('\r\n\r\n')
    expect(head.split('\r\n')[0]).toBe('POST /openai/v1/images/generations HTTP/1.1')
    expect(head).toContain(`authorization: Bearer ${canaryKey}`)
    expect(head).toMatch(/traceparent: 00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01/)
    expect(head).toContain('accept-encoding: identity')
    expect(JSON.parse(Buffer.from(body, 'latin1').toString('utf8'))).toEqual({
      model: 'flux.2-flex',
      prompt: 'A lighthouse, "TIDAL" in tall letters · 灯台',
      size: '1024x768',
      seed: 771_204,
      n: 1,
      response_format: 'b64_json',
      output_format: 'png',
      user: 'mem_1',
      steps: 20,
      cfg_scale: 3.5,
    })
    expect(server.connections()).toBe(1)
  })

  test('keeps the answer as it came, behind one line about it', async () => {
    const body = `{"data":[{"b64_json":"${'A'.repeat(300_000)}"}]}`
    const head =
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nX-Lumenfall-Request-Id: req_1\r\nset-cookie: a=b'
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire(body, head))))

    const { files, folder } = await send(aGateway(server.origin))

    expect(files).toEqual(['att_1.answer'])
    const text = await readFile(join(folder, 'att_1.answer'), 'utf8')
    const end = text.indexOf('\n')
    expect(JSON.parse(text.slice(0, end))).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-lumenfall-request-id': 'req_1' },
      traceId: '0af7651916cd43dd8448eb211c80319c',
      receivedAt: expect.any(String),
    })
    expect(text.slice(end + 1)).toBe(body)
  })

  test.each([400, 401, 402, 404, 408, 409, 425, 429, 500, 502, 503, 504, 524])(
    'is not sent again after %i, and the refusal is kept',
    async (status) => {
      const head = `HTTP/1.1 ${status} No\r\nx-should-retry: true\r\nretry-after: 0`
      const server = await openRawServer((socket) =>
        onRequest(socket, () => socket.end(toWire('{"error":{}}', head))),
      )

      const { exchange, folder } = await send(aGateway(server.origin))

      expect(exchange).toEqual({ kind: 'answered' })
      expect(await readFile(join(folder, 'att_1.answer'), 'utf8')).toMatch(
        new RegExp(`^{"status":${status},`),
      )
      expect(server.connections()).toBe(1)
      expect(server.received().match(/POST /g)).toHaveLength(1)
    },
  )

  test.each([301, 302, 303, 307, 308])('is not carried elsewhere by %i', async (status) => {
    const elsewhere = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire('{}'))))
    const head = `HTTP/1.1 ${status} Moved\r\nlocation: ${elsewhere.origin}/openai/v1/images/generations`
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire('', head))))

    const { exchange, files } = await send(aGateway(server.origin))

    expect(exchange).toEqual({ kind: 'broken', reason: 'redirect' })
    expect(files).toEqual([])
    expect(elsewhere.connections()).toBe(0)
    expect(server.connections()).toBe(1)
  })

  test('is answered through early hints and trailers', async () => {
    const server = await openRawServer((socket) =>
      onRequest(socket, () =>
        socket.end(
          'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-a\r\n\r\n2\r\n{}\r\n0\r\nx-a: b\r\n\r\n',
        ),
      ),
    )

    const { exchange, folder } = await send(aGateway(server.origin))

    expect(exchange).toEqual({ kind: 'answered' })
    expect(await readFile(join(folder, 'att_1.answer'), 'utf8')).toMatch(/^{"status":200.*\n{}$/)
  })
})

describe('a call that never left', () => {
  test('met a closed port', async () => {
    const gateway = aGateway(`http://127.0.0.1:${await findClosedPort()}`)

    expect(await send(gateway)).toMatchObject({ exchange: { kind: 'unsent', reason: 'refused' }, files: [] })
  })

  test('had a name that leads nowhere', async () => {
    expect(await send(aGateway('http://gateway.invalid'))).toMatchObject({
      exchange: { kind: 'unsent', reason: 'name' },
      files: [],
    })
  })

  test('met a stranger’s certificate, and told it nothing', async () => {
    let received = ''
    const server = createTlsServer({ key: certificateKey, cert: certificate }, (socket) => {
      socket.on('data', (chunk) => {
        received += chunk
      })
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0

    expect((await send(aGateway(`https://localhost:${port}`))).exchange).toEqual({
      kind: 'unsent',
      reason: 'tls',
    })
    expect(received).toBe('')
  })

  test.each([
    ['does not speak TLS', (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['hangs up on the handshake', (socket: Socket) => void socket.on('data', () => socket.resetAndDestroy())],
  ])('met a server that %s', async (_, onSocket) => {
    const server = await openRawServer(onSocket)

    const { exchange } = await send(aGateway(`https://127.0.0.1:${server.port}`))

    expect(exchange).toEqual({ kind: 'unsent', reason: 'tls' })
    expect(server.received()).not.toContain('lighthouse')
  })

  test('had no time left, or nobody who still wanted it', async () => {
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire('{}'))))

    const { exchange } = await send(aGateway(server.origin), aCall(), AbortSignal.abort())

    expect(exchange).toEqual({ kind: 'unsent', reason: 'stopped' })
    expect(server.connections()).toBe(0)
  })

  test('had no disk to be answered to', async () => {
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(toWire('{}'))))
    const signal = new AbortController().signal

    const exchange = await aGateway(server.origin).generate(aCall(), '/nowhere/att_1.answer', signal)

    expect(exchange).toEqual({ kind: 'unsent', reason: 'stopped' })
    expect(server.connections()).toBe(0)
  })
})

describe('a call whose end nobody saw', () => {
  const whole = toWire('{"data":[]}')
  const cutAt = (part: number) => whole.slice(0, whole.indexOf('{') + part)

  type Row = [string, (socket: Socket) => void]
  test.each<Row>([
    ['F05 reset before the request was read', (socket) => socket.resetAndDestroy()],
    ['F06 reset after it was read', (socket) => onRequest(socket, () => socket.resetAndDestroy())],
    ['hung up after it was read', (socket) => onRequest(socket, () => socket.end())],
    [
      'F08 reset within the headers',
      (socket) =>
        onRequest(socket, () => socket.write('HTTP/1.1 200 OK\r\nconte', () => socket.resetAndDestroy())),
    ],
    [
      'F09 reset within the body',
      (socket) => onRequest(socket, () => socket.write(cutAt(5), () => socket.resetAndDestroy())),
    ],
    ['F10 ended before the length it named', (socket) => onRequest(socket, () => socket.end(cutAt(10)))],
    [
      'F11 without its last chunk',
      (socket) =>
        onRequest(socket, () =>
          socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n'),
        ),
    ],
    [
      'F46 with headers that do not end',
      (socket) => onRequest(socket, () => socket.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(200_000)}\r\n\r\n`)),
    ],
    ['no HTTP at all', (socket) => onRequest(socket, () => socket.end('hello\r\n\r\n'))],
  ])('%s', async (_, onSocket) => {
    const server = await openRawServer(onSocket)

    const { exchange, files } = await send(aGateway(server.origin))

    expect(exchange).toEqual({ kind: 'broken', reason: 'reset' })
    expect(files).toEqual([])
    expect(server.connections()).toBe(1)
  })

  test.each<Row>([
    ['F04 silence after the request', () => undefined],
    ['F13 a body that trickles', (socket) => onRequest(socket, () => trickle(socket))],
  ])('ends at its deadline: %s', async (_, onSocket) => {
    const server = await openRawServer(onSocket)

    const { exchange, files } = await send(aGateway(server.origin), aCall({ deadlineMs: 2000 }))

    expect(exchange).toEqual({ kind: 'broken', reason: 'timeout' })
    expect(files).toEqual([])
    expect(server.connections()).toBe(1)
  })

  test('ends when the courier is stopped', async () => {
    const stop = new AbortController()
    const server = await openRawServer((socket) => onRequest(socket, () => stop.abort()))

    const { exchange, files } = await send(aGateway(server.origin), aCall(), stop.signal)

    expect(exchange).toEqual({ kind: 'broken', reason: 'aborted' })
    expect(files).toEqual([])
  })

  test('ends when there is more of the answer than anybody can need', async () => {
    const server = await openRawServer((socket) =>
      onRequest(socket, () => socket.end(toWire('x'.repeat(2_000_000)))),
    )

    const { exchange, files } = await send(aGateway(server.origin))

    expect(exchange).toEqual({ kind: 'broken', reason: 'too_large' })
    expect(files).toEqual([])
  })
})

test('the key is not to be seen, however the gateway or its errors are printed', async () => {
  const server = await openRawServer((socket) =>
    onRequest(socket, () => socket.end(toWire('{}', 'HTTP/1.1 401 No'))),
  )
  const gateway = aGateway(server.origin)
  const error = await gateway.listModels(new AbortController().signal).catch((thrown: unknown) => thrown)
  const broken = await aGateway(`http://127.0.0.1:${await findClosedPort()}`)
    .getBalanceMicros(new AbortController().signal)
    .catch((thrown: unknown) => thrown)

  for (const shown of [gateway, error, broken, sealSecret(canaryKey)]) {
    expect(inspect(shown, { depth: 20, showHidden: true, getters: true })).not.toContain('canary')
    expect(JSON.stringify(shown) ?? '').not.toContain('canary')
    expect(String(shown)).not.toContain('canary')
  }
  expect(server.received()).toContain(canaryKey)
})

test.each(['', 'a\r\nx-evil: 1', 'a b', 'clé'])('%j cannot be a key', (text) => {
  expect(sealSecret(text)).toBeNull()
})

function trickle(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
  const timer = setInterval(() => socket.write('x'), 20)
  socket.on('close', () => clearInterval(timer))
}
