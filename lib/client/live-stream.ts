import { heartbeatMs, LiveEvent } from '#lib/shared/live.ts'

/** What comes out of the stream, and what the tab that reads it tells the others. */
export type StreamNews =
  /** `resumed` is false when it begins at now: what was before has to be asked for. */
  | { kind: 'open'; resumed: boolean }
  | { kind: 'event'; seq: string; event: LiveEvent }
  /** Nothing happened, and the stream is alive. */
  | { kind: 'heartbeat'; seq: string | null }
  | { kind: 'broken' }

/** Longer than this without a sound, and the stream is taken for dead: a proxy may hold it back without closing it. */
export const silenceMs = heartbeatMs * 2.5

/** Opens the stream after the last event known; opens it again, ever more patiently, until it is told to stop. */
export function openStream(after: () => string | null, tell: (news: StreamNews) => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let stopped = false

  function open(): void {
    if (stopped) return
    const seq = after()
    source = new EventSource(seq === null ? '/api/events' : `/api/events?after=${encodeURIComponent(seq)}`)
    source.addEventListener('open', () => {
      heard()
      tell({ kind: 'open', resumed: seq !== null })
    })
    source.addEventListener('heartbeat', (message) => {
      heard()
      tell({ kind: 'heartbeat', seq: message.lastEventId || null })
    })
    source.addEventListener('message', (message) => {
      heard()
      const event = parseEvent(message.data)
      if (event) tell({ kind: 'event', seq: message.lastEventId, event })
    })
    source.addEventListener('error', reopen)
    listenFor(silenceMs)
  }

  function heard(): void {
    failures = 0
    listenFor(silenceMs)
  }

  function listenFor(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(reopen, ms)
  }

  // The browser's own retry would resume after its own last event, not after the last one that all tabs have seen.
  function reopen(): void {
    source?.close()
    clearTimeout(timer)
    if (stopped) return
    tell({ kind: 'broken' })
    timer = setTimeout(open, Math.min(500 * 2 ** failures, 10_000))
    failures += 1
  }

  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
}

function parseEvent(data: string): LiveEvent | null {
  try {
    const parsed = LiveEvent.safeParse(JSON.parse(data))
    // An event of a newer server: what it was about is asked for.
    return parsed.success ? parsed.data : { kind: 'reset' }
  } catch {
    return null
  }
}
