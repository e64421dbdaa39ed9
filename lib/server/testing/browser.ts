import { EventSource as SocketEventSource } from 'undici'
import { vi } from 'vitest'
import { type Served, serve } from './serve.ts'

type Handler = Parameters<typeof serve>[0]

/** Every route of the API by its pattern; what a test does not need may be left out. */
export type Routes = Record<string, Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler>>>

export type TestBrowser = AsyncDisposable & {
  requests: { method: string; path: string; key: string | null }[]
  /** Runs before each request: throw to cut the cable, wait to let something overtake it. */
  before: (request: Request) => Promise<void>
  /** Runs when the answer is there and has not been handed over. */
  after: (request: Request) => Promise<void>
}

/**
 * What browser code finds around it, with the real routes behind: `fetch` and `EventSource` that take paths. They are the
 * browser's own globals, not modules of ours.
 */
export async function openBrowser(routes: Routes): Promise<TestBrowser> {
  const server = await serveRoutes(routes)
  const browser: TestBrowser = {
    requests: [],
    before: async () => {},
    after: async () => {},
    async [Symbol.asyncDispose]() {
      vi.unstubAllGlobals()
      await server[Symbol.asyncDispose]()
    },
  }
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request = new Request(`${server.url}${path}`, init)
    request.headers.set('host', new URL(server.url).host)
    browser.requests.push({ method: request.method, path, key: request.headers.get('idempotency-key') })
    await browser.before(request)
    const response = await answer(routes, request)
    await browser.after(request)
    request.signal.throwIfAborted()
    return response
  })
  vi.stubGlobal(
    'EventSource',
    class extends SocketEventSource {
      constructor(path: string) {
        super(`${server.url}${path}`)
      }
    },
  )
  return browser
}

function serveRoutes(routes: Routes): Promise<Served> {
  return serve((request) => answer(routes, request))
}

async function answer(routes: Routes, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  for (const [pattern, handlers] of Object.entries(routes)) {
    const match = new RegExp(`^${pattern.replace('[id]', '(?<id>[^/]+)')}$`).exec(pathname)
    const handler = handlers[request.method as keyof typeof handlers]
    if (match && handler) return await handler(request, { params: Promise.resolve({ ...match.groups }) })
  }
  return Response.json({}, { status: 404 })
}
