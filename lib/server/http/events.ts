import 'server-only'
import type { TeamId } from '#lib/shared/ids.ts'
import { heartbeatMs } from '#lib/shared/live.ts'
import type { LiveFeed, LiveMessage } from '../studio/live-feed.ts'

// A browser that takes nothing for this long a backlog is let go: it comes back and resumes after what it has heard.
const maxBacklogBytes = 1024 * 1024

type Audience = { feed: LiveFeed; teamId: TeamId; heartbeatEveryMs?: number }

/** The feed of one team as server-sent events, until either side goes away. */
export function answerEvents(request: Request, audience: Audience): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = follow(request, audience, {
          send(text) {
            controller.enqueue(encoder.encode(text))
            return (controller.desiredSize ?? 0) > 0
          },
          close: () => controller.close(),
        })
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBacklogBytes }),
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // `no-transform` also keeps Next from compressing, which would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** `send` is false when the other side has too much unread already. */
type Wire = { send(text: string): boolean; close(): void }

function follow(request: Request, { feed, teamId, heartbeatEveryMs }: Audience, wire: Wire): () => void {
  let seq: number | null = null
  let hasEnded = false

  function end(): void {
    if (hasEnded) return
    hasEnded = true
    clearInterval(timer)
    request.signal.removeEventListener('abort', hangUp)
    leave()
  }

  function hangUp(): void {
    if (hasEnded) return
    end()
    wire.close()
  }

  function send(text: string): void {
    if (!hasEnded && !wire.send(text)) hangUp()
  }

  function tell(message: LiveMessage): void {
    seq = message.seq
    send(message.data === null ? heartbeat(seq) : `id: ${seq}\ndata: ${message.data}\n\n`)
  }

  const leave = feed.subscribe({ teamId, tell, end: hangUp }, readResumePoint(request))
  const timer = setInterval(() => send(heartbeat(seq)), heartbeatEveryMs ?? heartbeatMs)
  timer.unref()
  request.signal.addEventListener('abort', hangUp)
  send('retry: 2000\n\n')
  if (request.signal.aborted) hangUp()
  return end
}

// A named event, not a comment: a page cannot hear comments, and has to notice when the stream falls silent.
function heartbeat(seq: number | null): string {
  return `${seq === null ? '' : `id: ${seq}\n`}event: heartbeat\ndata: {}\n\n`
}

/** The browser's own header when it reconnects, the parameter when a page opens the stream anew; null for a first visit. */
function readResumePoint(request: Request): number | null {
  const text = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after')
  if (text === null || text === '') return null
  // What cannot be read is older than everything: it is answered by a reset.
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}
