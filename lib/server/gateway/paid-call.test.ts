import { readdir, symlink } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificate, certificateKey } from '../testing/certificate.ts'
import { aCall, aFolder, aGateway, send } from '../testing/gateway-calls.ts'
import { findClosedPort, onRequest, openRawServer, toWire } from '../testing/raw-server.ts'

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

  test('ends when the disk is full', async () => {
    const server = await openRawServer((socket) => onRequest(socket, () => socket.end(whole)))
    const folder = await aFolder()
    await symlink('/dev/full', join(folder, 'att_1.part'))
    const { signal } = new AbortController()

    const exchange = await aGateway(server.origin).generate(aCall(), join(folder, 'att_1.answer'), signal)

    expect(exchange).toEqual({ kind: 'broken', reason: 'disk' })
    expect(await readdir(folder)).toEqual([])
  })

  test('ends when a small answer unpacks to a large one', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000))
    const server = await openRawServer((socket) =>
      onRequest(socket, () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`)
        socket.end(packed)
      }),
    )

    expect((await send(aGateway(server.origin))).exchange).toEqual({ kind: 'broken', reason: 'too_large' })
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

function trickle(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
  const timer = setInterval(() => socket.write('x'), 20)
  socket.on('close', () => clearInterval(timer))
}
