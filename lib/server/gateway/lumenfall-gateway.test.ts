import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
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

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is unpacked when it comes packed as %s although nobody asked', async (encoding, pack) => {
    const packed = pack('{"data":[]}')
    const server = await openRawServer((socket) =>
      onRequest(socket, () => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${packed.length}\r\n\r\n`,
        )
        socket.end(packed)
      }),
    )

    const { exchange, folder } = await send(aGateway(server.origin))

    expect(exchange).toEqual({ kind: 'answered' })
    expect(await readFile(join(folder, 'att_1.answer'), 'utf8')).toMatch(/\n{"data":\[\]}$/)
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
