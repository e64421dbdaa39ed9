import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEgress, type EgressRules } from './egress.ts'
import { openLocalLine } from './gateway/line.ts'
import { certificate, certificateKey } from './testing/certificate.ts'
import { openRawServer } from './testing/raw-server.ts'

setDefaultCACertificates([certificate])

const never = new AbortController().signal
const picture = Buffer.alloc(200_000, 'pixels')

async function fetchWith(rules: Partial<EgressRules>, url: string, signal = never) {
  const folder = await mkdtemp(join(tmpdir(), 'egress-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const egress = createEgress({
    allowedHosts: ['media.lumenfall.ai'],
    ownOrigin: 'https://api.lumenfall.ai',
    maxBytes: 1_000_000,
    timeoutMs: 10_000,
    maxRedirects: 3,
    ...rules,
  })
  const file = join(folder, 'picture')
  const { kind } = await egress.fetchToFile(url, file, signal)
  const files = await readdir(folder)
  return { kind, files, bytes: files.includes('picture') ? await readFile(file) : null }
}

async function listen(server: ReturnType<typeof createHttpServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

const serve = (onRequest: RequestListener) => listen(createHttpServer(onRequest))

/** A host on the list, at an address that the rules take for public. */
async function aMediaHost(onRequest: RequestListener) {
  const port = await listen(createHttpsServer({ cert: certificate, key: certificateKey }, onRequest))
  const resolved: string[] = []
  const rules = {
    allowedHosts: [`media.test:${port}`, `other.test:${port}`],
    isPublic: (address: string) => address === '127.0.0.1',
    resolve: async (host: string) => {
      resolved.push(host)
      return ['127.0.0.1']
    },
  } satisfies Partial<EgressRules>
  return { port, resolved, rules, url: `https://media.test:${port}/a.png` }
}

describe('a picture behind a link', () => {
  test('is fetched from a host on the list, at the address that was checked, and without a key', async () => {
    const asked: IncomingMessage[] = []
    const { rules, resolved, url } = await aMediaHost((request, response) => {
      asked.push(request)
      response.end(picture)
    })

    const { kind, files, bytes } = await fetchWith(rules, url)

    expect({ kind, files }).toEqual({ kind: 'fetched', files: ['picture'] })
    expect(bytes?.equals(picture)).toBe(true)
    expect(resolved).toEqual(['media.test'])
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(asked[0]?.headers.cookie).toBeUndefined()
  })

  test('is fetched from the gateway’s own origin, wherever that is', async () => {
    const port = await serve((_, response) => response.end(picture))
    const ownOrigin = `http://127.0.0.1:${port}`

    expect((await fetchWith({ ownOrigin }, `${ownOrigin}/media/a.png`)).bytes?.equals(picture)).toBe(true)
  })

  test('is fetched from the gateway inside without a connection', async () => {
    const rules = {
      ownOrigin: 'http://sandbox.local',
      ownLine: openLocalLine(async (request) => new Response(request.url)),
    }

    expect((await fetchWith(rules, 'http://sandbox.local/media/a.png')).bytes?.toString()).toBe(
      'http://sandbox.local/media/a.png',
    )
  })

  test('is not fetched by way of a proxy, whatever the environment says', async () => {
    const proxy = await openRawServer((socket) => socket.destroy())
    const port = await serve((_, response) => response.end(picture))
    const ownOrigin = `http://127.0.0.1:${port}`
    for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'ALL_PROXY'])
      process.env[name] = proxy.origin
    process.env.NODE_USE_ENV_PROXY = '1'
    onTestFinished(() => {
      for (const name of Object.keys(process.env)) if (/proxy$/i.test(name)) delete process.env[name]
    })

    expect((await fetchWith({ ownOrigin }, `${ownOrigin}/a.png`)).kind).toBe('fetched')
    expect(proxy.connections()).toBe(0)
  })

  test.each([
    [401, 'failed'],
    [403, 'expired'],
    [404, 'expired'],
    [410, 'expired'],
    [206, 'failed'],
    [204, 'failed'],
    [304, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('answered with %i is %s', async (status, kind) => {
    const { rules, url } = await aMediaHost((_, response) => response.writeHead(status).end())

    expect(await fetchWith(rules, url)).toMatchObject({ kind, files: [] })
  })

  test('that is a page is fetched all the same: what it is, its bytes will say', async () => {
    const { rules, url } = await aMediaHost((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', refresh: '0; url=http://127.0.0.1/' })
      response.end('<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">')
    })

    expect(await fetchWith(rules, url)).toMatchObject({ kind: 'fetched' })
  })

  test.each<[string, RequestListener, string]>([
    ['more bytes than a picture has', (_, response) => response.end(Buffer.alloc(1_000_001)), 'refused'],
    [
      'more bytes than a picture has, in chunks',
      (_, response) => {
        response.write(Buffer.alloc(600_000))
        response.end(Buffer.alloc(600_000))
      },
      'refused',
    ],
    [
      'a bomb of zeros',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
      'refused',
    ],
    [
      'fewer bytes than it promised',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 })
        response.write('x', () => response.destroy())
      },
      'failed',
    ],
    ['a connection that is cut', (request) => void request.socket.destroy(), 'failed'],
  ])('with %s leaves nothing', async (_, onRequest, kind) => {
    const { rules, url } = await aMediaHost(onRequest)

    expect(await fetchWith(rules, url)).toMatchObject({ kind, files: [] })
  })

  test('that trickles is given up when its time is over, and may be tried later', async () => {
    const { rules, url } = await aMediaHost((_, response) => void response.write('x'))

    expect(await fetchWith({ ...rules, timeoutMs: 300 }, url)).toMatchObject({ kind: 'failed', files: [] })
  })

  test('that nobody waits for is given up', async () => {
    const stop = new AbortController()
    const { rules, url } = await aMediaHost(() => stop.abort())

    expect(await fetchWith(rules, url, stop.signal)).toMatchObject({ kind: 'failed', files: [] })
  })

  test('at a host that nobody vouches for is not fetched', async () => {
    setDefaultCACertificates([])
    onTestFinished(() => setDefaultCACertificates([certificate]))
    const { rules, url } = await aMediaHost((_, response) => response.end(picture))

    expect(await fetchWith(rules, url)).toMatchObject({ kind: 'failed', files: [] })
  })
})

describe('a link that leads on', () => {
  const to =
    (location: string): RequestListener =>
    (request, response) => {
      if (request.url === '/a.png') response.writeHead(302, { location }).end('moved')
      else response.end(picture)
    }

  test.each(['/b.png', '//other.test:PORT/b.png', 'https://other.test:PORT/b.png'])(
    'is followed to %s',
    async (location) => {
      const { rules, url, port } = await aMediaHost((request, response) =>
        to(location.replace('PORT', String(port)))(request, response),
      )

      const { kind, bytes } = await fetchWith(rules, url)

      expect(kind).toBe('fetched')
      expect(bytes?.equals(picture)).toBe(true)
    },
  )

  test.each([
    ['https://169.254.169.254/latest/meta-data/'],
    ['http://media.test:PORT/b.png'],
    ['//127.0.0.1:PORT/b.png'],
    ['https://other.test:22/b.png'],
    ['https://other.test:6379/b.png'],
    ['https://elsewhere.test/b.png'],
    ['file:///etc/passwd'],
    ['data:image/png;base64,AAAA'],
    ['https://user:pass@other.test:PORT/b.png'],
    ['https://['],
  ])('is not followed to %s', async (location) => {
    const { rules, url, port } = await aMediaHost((request, response) =>
      to(location.replace('PORT', String(port)))(request, response),
    )
    const isPublic = (address: string) => address === '127.0.0.1' && !location.includes('//127')

    expect(await fetchWith({ ...rules, isPublic }, url)).toMatchObject({ kind: 'refused', files: [] })
  })

  test('is checked again at each step: a name that is public at first is refused when it no longer is', async () => {
    let served = 0
    const { rules, url } = await aMediaHost((request, response) => {
      served++
      to('/b.png')(request, response)
    })
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const resolve = async () => answers.shift() ?? []

    expect(await fetchWith({ ...rules, resolve }, url)).toMatchObject({ kind: 'refused', files: [] })
    expect(served).toBe(1)
  })

  test.each([
    [3, 'fetched'],
    [4, 'refused'],
  ])('is followed %i times: %s', async (steps, kind) => {
    const { rules, url } = await aMediaHost((request, response) => {
      const step = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0)
      if (step < steps) response.writeHead(302, { location: `/step-${step + 1}` }).end()
      else response.end(picture)
    })

    expect((await fetchWith(rules, url)).kind).toBe(kind)
  })
})
