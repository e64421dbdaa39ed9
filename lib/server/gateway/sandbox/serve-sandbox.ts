/** The sandbox on a port of the loopback interface. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createControl } from './control.ts'
import { wireEffectOf } from './faults/broken-wire.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'

export type ServeOptions = SandboxOptions & {
  /** 0 is any free one. */
  port?: number
  /** Adds `/_ctl/`, by which another process scripts faults. */
  control?: boolean
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
  const control = options.control ? createControl(sandbox) : null
  const answer = (request: Request) =>
    control && new URL(request.url).pathname.startsWith('/_ctl/') ? control(request) : sandbox.fetch(request)
  const server = createServer((incoming, outgoing) => void pass(answer, incoming, outgoing))
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

type Answer = (request: Request) => Promise<Response>

async function pass(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  try {
    const response = await answer(toRequest(incoming, gone.signal))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    await send(response.body, outgoing)
    outgoing.end()
  } catch (error) {
    breakWire(error, incoming, outgoing)
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  // The path alone decides; a Host that is no host must not break the address.
  const host = URL.canParse(`http://${incoming.headers.host}`) ? incoming.headers.host : '127.0.0.1'
  return new Request(`http://${host}${incoming.url}`, {
    method: incoming.method,
    headers,
    signal,
    ...(hasBody ? { body: toStream(incoming), duplex: 'half' as const } : {}),
  })
}

/** Does to the socket what the table of wire effects says. */
function breakWire(error: unknown, { socket }: IncomingMessage, outgoing: ServerResponse): void {
  const how = wireEffectOf(error) ?? 'reset'
  if (how === 'early_end') {
    socket.end()
    return
  }
  if (how === 'half_head' && !outgoing.headersSent) {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: applica', () => socket.resetAndDestroy())
    return
  }
  socket.resetAndDestroy()
}

// Each piece is waited for: what was written before a reset has then left the process.
async function send(body: Response['body'], outgoing: ServerResponse): Promise<void> {
  for await (const chunk of body ?? []) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
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
