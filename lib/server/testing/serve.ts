import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

export type Served = AsyncDisposable & { url: string; countConnections(): Promise<number> }

/** A route on a port of its own, so that a test can hang up, dawdle and send half of something. */
export async function serve(handler: Handler): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort())
    void answer()

    async function answer(): Promise<void> {
      const response = await handler(toRequest(incoming, gone.signal), { params: Promise.resolve({}) })
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      if (!response.body) return void outgoing.end()
      await pipeline(readChunks(response.body), outgoing).catch(() => {
        // The other side hung up, which is what some tests are about.
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    countConnections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method,
    headers,
    signal,
  })
}

// Pulled as fast as the socket takes it, like Next does.
async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel()
  }
}
