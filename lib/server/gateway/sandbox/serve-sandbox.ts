/** The sandbox on a port of the loopback interface. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'

export type ServeOptions = SandboxOptions & {
  /** 0 is any free one. */
  port?: number
}

export type ServedSandbox = {
  /** Without a path: the OpenAI client's base URL is this and `/openai/v1`. */
  url: string
  port: number
  sandbox: Sandbox
  close(): Promise<void>
}

export async function serveSandbox(options: ServeOptions): Promise<ServedSandbox> {
  const sandbox = createSandbox(options)
  const server = createServer((incoming, outgoing) => void pass(sandbox, incoming, outgoing))
  // An image call has no progress to show for minutes; nobody here is a slow attacker.
  server.requestTimeout = 0
  server.headersTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    sandbox,
    async close() {
      await sandbox[Symbol.asyncDispose]()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function pass(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  try {
    const answer = await sandbox.fetch(toRequest(incoming, gone.signal))
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    await send(answer.body, outgoing, gone.signal)
    outgoing.end()
  } catch {
    incoming.socket.resetAndDestroy()
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method,
    headers,
    signal,
    ...(hasBody ? { body: toStream(incoming), duplex: 'half' as const } : {}),
  })
}

async function send(body: Response['body'], outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  for await (const chunk of body ?? []) {
    if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal: gone })
  }
}

function toStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false })
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}
