import { get, type IncomingMessage } from 'node:http'

export type ReadEvent = { id: string | null; type: string; data: string }

export type EventReader = Disposable & {
  status: number
  headers: IncomingMessage['headers']
  /** The next event of the stream, heartbeats left out unless asked for; null when the stream has ended. */
  next(wanted?: 'any'): Promise<ReadEvent | null>
}

/** Reads server-sent events over a real socket, as a browser does. */
export async function readEventStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, resolve).once(
      'error',
      reject,
    )
  })
  response.setEncoding('utf8')
  const events = parseEvents(response)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    async next(wanted) {
      for (;;) {
        const { value, done } = await events.next()
        if (done) return null
        if (wanted === 'any' || value.type !== 'heartbeat') return value
      }
    },
    [Symbol.dispose]: () => void response.destroy(),
  }
}

async function* parseEvents(response: IncomingMessage): AsyncGenerator<ReadEvent> {
  let text = ''
  try {
    for await (const chunk of response) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event) yield event
      }
    }
  } catch {
    // Cut off: the stream has ended.
  }
}

function parseBlock(block: string): ReadEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()]
    }),
  )
  const data = fields.get('data')
  return data === undefined
    ? null
    : { id: fields.get('id') ?? null, type: fields.get('event') ?? 'message', data }
}
