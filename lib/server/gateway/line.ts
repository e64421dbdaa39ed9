import 'server-only'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import { Agent, buildConnector, request as send } from 'undici'
import { readBody } from '../read-body.ts'

/** The way a request goes out: over the network, or into the embedded gateway. */
export type Line = AsyncDisposable & {
  /** The signal goes on to count while the body is read. */
  ask(request: Request, signal: AbortSignal): Promise<Answer>
  /** Whether a single byte of a request can have left: until then, nothing was asked. */
  isConnected(): boolean
}

/** An answer of any status, its body not read yet. */
export type Answer = { status: number; headers: Headers; body: AsyncIterable<Uint8Array> }

export type ConnectFault = 'name' | 'refused' | 'tls'

/** No connection came about, so no byte of the request was written. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected'
  readonly fault: ConnectFault

  constructor(cause: Error) {
    super('No connection came about.', { cause })
    this.fault = toConnectFault(cause)
  }
}

const connectTimeoutMs = 15_000

/**
 * A line of its own for one exchange. An idle connection kept from an earlier call may be closed by the far side just as
 * this one is written to it, and then nobody could say whether it was read. No proxy, no HTTP/2, no redirects.
 */
export function openNetworkLine(timeoutMs: number): Line {
  let connected = false
  const connect = buildConnector({ allowH2: false, timeout: Math.min(connectTimeoutMs, timeoutMs) })
  const agent = new Agent({
    pipelining: 0,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 64 * 1024,
    connect(options, callback) {
      connect(options, (...[error, socket]) => {
        // Whoever accepts and then resets may do the same a moment later, when the request has been written: both count
        // as having been connected, so that which it was does not hang on a race.
        connected = !error || (options.protocol === 'http:' && codeOf(error) === 'ECONNRESET')
        if (!error) callback(null, socket)
        else callback(connected ? error : new NotConnected(error), null)
      })
    },
  })

  return {
    async ask(request, signal) {
      const { statusCode, headers, body } = await send(request.url, {
        method: request.method === 'POST' ? 'POST' : 'GET',
        headers: [...request.headers].flat(),
        // Whole, so that it goes out with its length and not in chunks.
        body: request.body ? await request.text() : null,
        signal,
        dispatcher: agent,
      })
      // Whoever stops reading does not want to hear of the end, either.
      body.on('error', () => undefined)
      const answered = toHeaders(headers)
      return { status: statusCode, headers: answered, body: unpack(body, answered) }
    },
    isConnected: () => connected,
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}

/** The embedded gateway as a line. */
export function openLocalLine(answer: (request: Request) => Promise<Response>): Line {
  return {
    async ask(request, signal) {
      // A handler that hangs does not look at the signal, so the wait is ended here.
      const aborted = Promise.withResolvers<never>()
      const abort = () => aborted.reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      try {
        signal.throwIfAborted()
        const { status, headers, body } = await Promise.race([answer(request), aborted.promise])
        return { status, headers, body: readBody(body, signal) }
      } finally {
        signal.removeEventListener('abort', abort)
      }
    },
    isConnected: () => true,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** Nobody asked for a compressed answer; when one comes all the same, it has been paid for. */
function unpack(body: Readable, headers: Headers): AsyncIterable<Uint8Array> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (/^(x-)?gzip$|^deflate$/.test(encoding)) return body.compose(createUnzip())
  return encoding === 'br' ? body.compose(createBrotliDecompress()) : body
}

function toHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) all.append(name, one)
  }
  return all
}

function toConnectFault(error: Error): ConnectFault {
  const code = codeOf(error)
  if (/^(ENOTFOUND|EAI_|EDNS|ENODATA)/.test(code)) return 'name'
  if (
    /^(E(CONNREFUSED|HOSTUNREACH|NETUNREACH|HOSTDOWN|ADDRNOTAVAIL|TIMEDOUT|ACCES|PERM)|UND_ERR_CONNECT_TIMEOUT)$/.test(
      code,
    )
  ) {
    return 'refused'
  }
  // What is left failed between the connection and the first byte of the request: the handshake.
  return 'tls'
}

export function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : ''
}
