import type { QueryClient } from '@tanstack/react-query'
import { isUnreachable } from './api.ts'
import { receiveEvent } from './catch-up.ts'
import type { Connection } from './connection.ts'
import { refetchAll } from './live-cache.ts'
import { type StreamNews, silenceMs } from './live-stream.ts'
import { pollOnce } from './poll.ts'
import { joinSharedStream } from './shared-stream.ts'

type Patience = { pollEveryMs: number; silenceMs: number }

/** Keeps the cache at what the server knows, by the stream while it speaks and by asking while it does not. */
export function keepCurrent(
  client: QueryClient,
  show: (connection: Connection) => void,
  patience: Patience = { pollEveryMs: 3000, silenceMs },
): () => void {
  let isLive = false
  // The page was made before the stream began; and a tab that was put to sleep has not heard what was told.
  let hasMissed = true
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopped = new AbortController()

  function hear(news: StreamNews): void {
    isLive = news.kind !== 'broken'
    pollAfter(isLive ? patience.silenceMs : patience.pollEveryMs)
    if (!isLive) return
    show('live')
    if (news.kind === 'open' && !news.resumed) hasMissed = true
    if (hasMissed) refetchAll(client)
    hasMissed = false
    if (news.kind === 'event') receiveEvent(client, news.event)
  }

  function pollAfter(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(poll, ms)
  }

  async function poll(): Promise<void> {
    hasMissed ||= isLive
    isLive = false
    const state = await pollOnce(client, stopped.signal).then(
      (): Connection => 'polling',
      (error: unknown): Connection => (isUnreachable(error) ? 'offline' : 'polling'),
    )
    if (isLive || stopped.signal.aborted) return
    show(state)
    pollAfter(patience.pollEveryMs)
  }

  pollAfter(patience.pollEveryMs)
  const leave = joinSharedStream(hear)
  return () => {
    stopped.abort()
    clearTimeout(timer)
    leave()
  }
}
