import { openStream, type StreamNews } from './live-stream.ts'

const channelName = 'safelight-live'

/**
 * One stream per browser: a browser allows six connections to a server, and each tab's own stream would take one.
 * The tab that holds the lock reads and tells the others; when it is closed, the next in line takes over after
 * the last event it was told of.
 */
export function joinSharedStream(listen: (news: StreamNews) => void): () => void {
  let lastSeq: string | null = null
  const hear = (news: StreamNews) => {
    if (news.kind === 'event') lastSeq = news.seq
    listen(news)
  }
  // Without https, browsers have no locks: each tab then reads for itself.
  if (!('locks' in navigator)) return openStream(() => lastSeq, hear)

  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', (message: MessageEvent<StreamNews>) => hear(message.data))
  const leaving = new AbortController()
  const lead = () =>
    new Promise<void>((resolve) => {
      const stop = openStream(
        () => lastSeq,
        (news) => {
          hear(news)
          channel.postMessage(news)
        },
      )
      leaving.signal.addEventListener('abort', () => {
        stop()
        resolve()
      })
    })
  navigator.locks.request(channelName, { signal: leaving.signal }, lead).catch(() => {
    // Left before its turn came.
  })

  return () => {
    leaving.abort()
    channel.close()
  }
}
