import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { maxCount } from '#lib/shared/generation.ts'
import { PixelSize } from '#lib/shared/image.ts'
import { heartbeatMs } from '#lib/shared/live.ts'
import type { Estimate, GatewayStatus } from '#lib/shared/model.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Log } from '../log.ts'
import type { ChangeRows } from '../store/store.ts'

type Served = { gateway: Gateway; changes: ChangeRows; wake(): void; log: Log }

const Question = z.object({
  model: z.string(),
  prompt: z.string(),
  size: PixelSize,
  n: z.int().check(z.gte(1), z.lte(maxCount)),
  extra: z.record(z.string(), z.unknown()),
})

const maxBodyBytes = 256 * 1024
/** Shorter than the web process waits, so that it hears of a slow gateway rather than of a slow courier. */
const patienceMs = 2500

/**
 * What the web process may ask of the courier: prices, how the gateway is, to be told of changes, and to look for new
 * work. Nothing here spends money, and only the studio's own user can open the socket.
 */
export async function openCourierSocket(path: string, served: Served): Promise<AsyncDisposable> {
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    answer(request, response, { ...served, listeners }).catch((error: unknown) => {
      served.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'a light call failed')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const unsubscribe = served.changes.subscribe(() => tell(listeners, 'changed'))
  const beat = setInterval(() => tell(listeners, 'here'), heartbeatMs)
  await listen(server, path)

  return {
    async [Symbol.asyncDispose]() {
      unsubscribe()
      clearInterval(beat)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server, path: string): Promise<void> {
  // Left by a courier that was killed; the courier's lock says that nobody listens there.
  await rm(path, { force: true })
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
  } finally {
    process.umask(mask)
  }
  await chmod(path, 0o600)
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { gateway, wake, listeners }: Served & { listeners: Set<ServerResponse> },
): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case 'POST /wake':
      wake()
      response.writeHead(204).end()
      return
    case 'GET /changes':
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.write('changed\n')
      listeners.add(response)
      response.once('close', () => listeners.delete(response))
      return
    case 'GET /status':
      return sendJson(response, await askStatus(gateway))
    case 'POST /estimates':
      return sendJson(response, await askPrice(gateway, await readBody(request)))
    default:
      response.writeHead(404).end()
  }
}

function tell(listeners: Set<ServerResponse>, line: string): void {
  for (const listener of listeners) listener.write(`${line}\n`)
}

async function askStatus(gateway: Gateway): Promise<GatewayStatus> {
  try {
    const balanceMicros = await gateway.getBalanceMicros(AbortSignal.timeout(patienceMs))
    return { kind: gateway.kind, reachable: true, balanceMicros }
  } catch {
    return { kind: gateway.kind, reachable: false, balanceMicros: null }
  }
}

async function askPrice(gateway: Gateway, body: string): Promise<Estimate> {
  const question = Question.parse(JSON.parse(body))
  try {
    return { totalMicros: await gateway.estimate(question, AbortSignal.timeout(patienceMs)) }
  } catch {
    return { totalMicros: null }
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > maxBodyBytes) {
    throw new RangeError('The question is too long.')
  }
  return text(request)
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
