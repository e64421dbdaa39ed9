import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEgress } from './egress.ts'
import { openRawServer } from './testing/raw-server.ts'

// PORT is where a listener waits that must never be reached. Each is tried as the link itself and as where a link leads.
const addresses = `
  127.1 2130706433 0x7f000001 0177.0.0.1 ①②⑦.⓪.⓪.① 169。254。169。254 169.254.169.254. 0
  127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 169.254.170.2
  100.64.0.1 100.100.100.200 192.0.0.192 198.18.0.1 192.0.2.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1
  [::] [::1] [::ffff:127.0.0.1] [::ffff:a9fe:a9fe] [::10.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::a00:1] [2002:a9fe:a9fe::]
  [2001:0:a00:1:0:0:f5ff:fffe] [fe80::5efe:a00:1] [fe80::1] [fc00::1] [fd00:ec2::254] [ff02::1]
  localhost localhost. metadata.google.internal db minio 127.0.0.1.nip.io
  media.lumenfall.ai.evil.test evilmedia.lumenfall.ai media.lumenfall.ai. media.lumenfall.ai%2eevil.test
`
  .trim()
  .split(/\s+/)

const links = [
  'http://169.254.169.254/latest/meta-data/',
  'https://user@169.254.169.254/',
  'https://media.lumenfall.ai@169.254.169.254/',
  'https://media.lumenfall.ai:443@127.0.0.1:PORT/',
  'https://169.254.169.254#@media.lumenfall.ai/',
  'https:\\\\169.254.169.254\\x',
  'https://user:pass@media.lumenfall.ai/a.png',
  'http://media.lumenfall.ai/a.png',
  'https://media.lumenfall.ai:22/a.png',
  'https://media.lumenfall.ai:6379/a.png',
  'https://media.lumenfall.ai:PORT/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'gopher://127.0.0.1:PORT/_x',
  'ftp://127.0.0.1:PORT/a.png',
  'unix:///var/run/docker.sock',
  'http://unix:/var/run/docker.sock:/info',
  'blob:https://media.lumenfall.ai/1',
  'javascript:alert(1)',
  'about:blank',
  '//127.0.0.1:PORT/',
  '/api/images',
  'https://',
  '',
  ...addresses.flatMap((host) => [`https://${host}/a.png`, `http://${host}:PORT/`, `https://${host}:PORT/`]),
]

const never = new AbortController().signal

async function aTrap() {
  const trap = await openRawServer((socket) => socket.end())
  const folder = await mkdtemp(join(tmpdir(), 'egress-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return { trap, folder, rules: { maxBytes: 1000, timeoutMs: 5000, maxRedirects: 3 } }
}

test('there are enough targets to mean something', () => {
  expect(new Set(links).size).toBeGreaterThan(64)
})

describe('nothing is connected to', () => {
  test('by a link in an answer', async () => {
    const { trap, folder, rules } = await aTrap()
    const looked: string[] = []
    const egress = createEgress({
      ...rules,
      allowedHosts: ['media.lumenfall.ai'],
      ownOrigin: 'https://api.lumenfall.ai',
      resolve: async (host) => {
        looked.push(host)
        return ['127.0.0.1']
      },
    })
    for (const link of links) {
      const url = link.replaceAll('PORT', String(trap.port))

      expect([url, await egress.fetchToFile(url, join(folder, 'a'), never)]).toEqual([
        url,
        { kind: 'refused' },
      ])
    }
    expect(trap.connections()).toBe(0)
    expect(looked).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  test('by where such a link leads on to', async () => {
    const { trap, folder, rules } = await aTrap()
    const server = createServer((request, response) => {
      const location = Buffer.from(request.url?.slice(1) ?? '', 'base64url').toString('latin1')
      response.writeHead(302, { location }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const ownOrigin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const egress = createEgress({ ...rules, allowedHosts: ['media.lumenfall.ai'], ownOrigin })
    // A location without a place leads back to the server itself, or says nothing.
    for (const link of links.filter((candidate) => candidate !== '' && !candidate.startsWith('/api'))) {
      const location = link.replaceAll('PORT', String(trap.port))
      const url = `${ownOrigin}/${Buffer.from(location, 'utf8').toString('base64url')}`

      expect([location, await egress.fetchToFile(url, join(folder, 'a'), never)]).toEqual([
        location,
        { kind: 'refused' },
      ])
    }
    expect(trap.connections()).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['a private address', ['10.0.0.1']],
    ['this machine', ['127.0.0.1']],
    ['this machine in IPv6', ['::1']],
    ['a private address beside a public one', ['93.184.216.34', '169.254.169.254']],
    ['the same the other way round', ['fd00:ec2::254', '93.184.216.34']],
    ['nothing', []],
  ])('by a name on the list that resolves to %s', async (_, resolved) => {
    const { trap, folder, rules } = await aTrap()
    const host = `media.lumenfall.ai:${trap.port}`
    const ownOrigin = 'https://api.lumenfall.ai'
    const egress = createEgress({ ...rules, allowedHosts: [host], ownOrigin, resolve: async () => resolved })

    expect(await egress.fetchToFile(`https://${host}/a.png`, join(folder, 'a'), never)).toEqual({
      kind: 'refused',
    })
    expect(trap.connections()).toBe(0)
  })

  test.each(['127.0.0.1', '[::1]', '169.254.169.254', '[::ffff:7f00:1]'])(
    'by an address on the list that is not public: %s',
    async (host) => {
      const { trap, folder, rules } = await aTrap()
      const allowedHosts = [host, `${host}:${trap.port}`]
      const egress = createEgress({ ...rules, allowedHosts, ownOrigin: 'https://api.lumenfall.ai' })

      for (const place of allowedHosts) {
        expect(await egress.fetchToFile(`https://${place}/a.png`, join(folder, 'a'), never)).toEqual({
          kind: 'refused',
        })
      }
      expect(trap.connections()).toBe(0)
    },
  )
})
