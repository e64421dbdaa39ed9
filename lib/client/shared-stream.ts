import { openStream, type StreamNews } from './live-stream.ts'

const channelName = 'safelight-live'

/** What tabs say to each other: news from the one that reads, and a newcomer's question how far things are. */
type Word = StreamNews | { kind: 'newcomer' }

/**
 * One stream per browser: a browser allows six connections to a server, and each tab's own stream would take one.
 * The tab that holds the lock reads and tells the others; when it is closed, the next in line takes over after
 * the last event it was told of.
 */
export function joinSharedStream(listen: (news: StreamNews) => void): () => void {
  let lastSeq: string | null = null
  const hear = (news: StreamNews) => {
    if (news.kind === 'event' || news.kind === 'heartbeat') lastSeq = news.seq ?? lastSeq
    listen(news)
  }
  // Without https, browsers have no locks: each tab then reads for itself.
  if (!('locks' in navigator)) return openStream(() => lastSeq, hear)

  const channel = new BroadcastChannel(channelName)
  const say = (word: Word) => channel.postMessage(word)
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (data.kind !== 'newcomer') hear(data)
  })
  say({ kind: 'newcomer' })
  const leaving = new AbortController()
  navigator.locks
    .request(channelName, { signal: leaving.signal }, () =>
      readForAll({ after: () => lastSeq, hear, channel, signal: leaving.signal }),
    )
    .catch(() => {
      // Left before its turn came.
    })

  return () => {
    leaving.abort()
    channel.close()
  }
}

type Reading = {
  after: () => string | null
  hear: (news: StreamNews) => void
  channel: BroadcastChannel
  signal: AbortSignal
}

/** Holds the lock, and with it the stream, until this tab leaves. */
function readForAll({ after, hear, channel, signal }: Reading): Promise<void> {
  let isOpen = false
  const stop = openStream(after, (news) => {
    isOpen = news.kind !== 'broken'
    hear(news)
    channel.postMessage(news)
  })
  const greet = ({ data }: MessageEvent<Word>) => {
    const seq = after()
    if (data.kind === 'newcomer' && isOpen && seq !== null) channel.postMessage({ kind: 'heartbeat', seq })
  }
  channel.addEventListener('message', greet)
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      stop()
      resolve()
    })
  })
}
