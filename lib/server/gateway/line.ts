import 'server-only'
import { Agent, buildConnector, fetch as send } from 'undici'

/** The way a request goes out: over the network, or into the embedded gateway. */
export type Line = AsyncDisposable & {
  ask(request: Request): Promise<Response>
  /** Whether a single byte of a request can have left: until then, nothing was asked. */
  isConnected(): boolean
}

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
    async ask(request) {
      const response = await send(request.url, {
        method: request.method,
        headers: [...request.headers],
        // Whole, so that it goes out with its length and not in chunks.
        body: request.body ? await request.text() : null,
        signal: request.signal,
        redirect: 'manual',
        dispatcher: agent,
      })
      const body = response.body && toStream(response.body)
      const { status, statusText } = response
      return new Response(body, { status, statusText, headers: [...response.headers] })
    },
    isConnected: () => connected,
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}

/** The embedded gateway as a line: it cannot be unreachable. */
export function openLocalLine(answer: (request: Request) => Promise<Response>): Line {
  return {
    async ask(request) {
      // A handler that hangs does not look at the signal, so the wait is ended here.
      const aborted = Promise.withResolvers<never>()
      const abort = () => aborted.reject(request.signal.reason)
      request.signal.addEventListener('abort', abort, { once: true })
      try {
        request.signal.throwIfAborted()
        return await Promise.race([answer(request), aborted.promise])
      } finally {
        request.signal.removeEventListener('abort', abort)
      }
    },
    isConnected: () => true,
    [Symbol.asyncDispose]: async () => undefined,
  }
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

function toStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
