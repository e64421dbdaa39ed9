import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from './fixtures.ts'
import { generate, openStudio } from './studio-page.ts'

type Ask = { method?: string; path: string; headers?: Record<string, string>; body?: string }
type Answer = { status: number; headers: IncomingMessage['headers']; body: string }

/** A request with exactly these headers, which no browser and no `fetch` would send. */
async function ask(studioUrl: string, { method = 'GET', path, headers, body }: Ask): Promise<Answer> {
  const outgoing = request(new URL(path, studioUrl), { method, headers })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await text(incoming) }
}

const wish = JSON.stringify({ prompt: 'Not mine', model: 'flux.2-flex' })
const json = { 'content-type': 'application/json', 'idempotency-key': 'key-of-a-stranger-0001' }

test('a name that was made to point at this machine is refused, for pages and for bytes', async ({
  studio,
}) => {
  await ask(studio.url, { method: 'POST', path: '/api/generations', headers: json, body: wish })
  const headers = { host: 'rebound.example.org' }

  for (const path of ['/', '/gallery', '/api/images', '/api/generations', '/api/events']) {
    const answer = await ask(studio.url, { path, headers })
    expect(answer.status, path).toBe(path.startsWith('/api/') ? 403 : 404)
    expect(answer.body, path).not.toContain('Not mine')
  }
})

test('a page of another site cannot press the button', async ({ studio }) => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://example.org' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]

  for (const headers of foreign) {
    const post = { method: 'POST', path: '/api/generations', headers: { ...json, ...headers }, body: wish }
    const answer = await ask(studio.url, post)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(JSON.parse(answer.body).error.code).toBe('wrong_origin')
  }
  const listed = await ask(studio.url, { path: '/api/generations' })
  expect(JSON.parse(listed.body).generations).toEqual([])
})

test('a form on another page of this machine reaches nothing', async ({ page, studio }) => {
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<form method="post" enctype="text/plain" action="${studio.url}/api/generations">
      <input name='{"prompt":"Forged","model":"flux.2-flex","x":"' value='"}'><button>Go</button></form>`)
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  const address = site.address()
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)

  const answered = page.waitForResponse((response) => response.url().endsWith('/api/generations'))
  await page.getByRole('button', { name: 'Go' }).click()

  expect((await answered).status()).toBe(403)
  await openStudio(page)
  await expect(page.getByRole('article')).toHaveCount(0)
  site.close()
})

test('every answer says that it may not be kept, framed, guessed at or read from elsewhere', async ({
  page,
  studio,
}) => {
  await openStudio(page)
  await generate(page, { prompt: 'For the headers', size: '0.25 MP' })

  for (const path of ['/api/generations', '/api/images', '/api/nothing-here', '/api/gateway']) {
    const { headers } = await ask(studio.url, { path })
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['access-control-allow-origin'], path).toBeUndefined()
  }
  const { headers } = await ask(studio.url, { path: '/' })
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['x-powered-by']).toBeUndefined()
})

test('a press without a key of its own, or with the key of another, spends nothing', async ({ studio }) => {
  const { 'idempotency-key': _key, ...keyless } = json
  const post = { method: 'POST', path: '/api/generations', body: wish }

  expect((await ask(studio.url, { ...post, headers: keyless })).status).toBe(400)
  const first = await ask(studio.url, { ...post, headers: json })
  const again = await ask(studio.url, { ...post, headers: json })
  const other = await ask(studio.url, { ...post, headers: json, body: wish.replace('Not mine', 'Another') })

  expect(first.status).toBe(201)
  expect(JSON.parse(again.body).id).toBe(JSON.parse(first.body).id)
  expect(other.status).toBe(422)
  const listed = await ask(studio.url, { path: '/api/generations' })
  expect(JSON.parse(listed.body).generations).toHaveLength(1)
})
