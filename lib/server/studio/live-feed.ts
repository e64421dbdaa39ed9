import { AppError } from '#lib/shared/errors.ts'
import type { TeamId } from '#lib/shared/ids.ts'
import type { App } from '../app.ts'
import { type ChangeReader, readChanges } from './change-reader.ts'
import { inTurn } from './in-turn.ts'
import { watch } from './watch.ts'

/** Tells everybody who listens what has changed, once it is committed, whichever process did it. */
export interface LiveFeed extends AsyncDisposable {
  /** Tells what came after `after` first; null means from now on. Returns the way to stop. */
  subscribe(listener: LiveListener, after: number | null): () => void
  countListeners(): number
}

export type LiveListener = {
  teamId: TeamId
  tell(message: LiveMessage): void
  /** The feed ends; nothing more will be told. */
  end(): void
}

export type LiveMessage = {
  /** To be resumed after. */
  seq: number
  /** A `LiveEvent` as JSON, written once for all who hear it; null only says how far the feed has come. */
  data: string | null
}

type Settings = Pick<App, 'store' | 'courier' | 'log'> & {
  /** How many changes are kept for those who were away. */
  keep?: number
  /** Whoever has missed more than this asks for everything again, which is less work than telling it one by one. */
  replayLimit?: number
  maxListeners?: number
  pollMs?: number
}

const resetEvent = JSON.stringify({ kind: 'reset' })

/** One reader for the whole process, however many listen; what it does happens one thing after the other. */
export function createLiveFeed(settings: Settings): LiveFeed {
  const { store, log, keep = 10_000, replayLimit = 500, maxListeners = 256 } = settings
  const audience = gather(readChanges({ store, keep, replayLimit }))
  const turns = inTurn(log)
  let isDue = false
  let stopWatching: (() => void) | null = null

  function wake(): void {
    if (isDue) return
    isDue = true
    turns.run(async () => {
      isDue = false
      await audience.readOn()
    })
  }

  function rest(): void {
    stopWatching?.()
    stopWatching = null
  }

  return {
    subscribe(listener, after) {
      if (audience.present.size >= maxListeners) {
        throw new AppError('limit_reached', 'Too many pages of this studio are open. Close some of them.')
      }
      audience.present.add(listener)
      stopWatching ??= watch(settings, wake)
      turns.run(() => audience.seat(listener, after))
      return () => {
        audience.leave(listener)
        if (audience.present.size === 0) rest()
      }
    },
    countListeners: () => audience.present.size,
    async [Symbol.asyncDispose]() {
      for (const listener of [...audience.present]) listener.end()
      rest()
      await turns.idle()
    },
  }
}

/** Who listens, and who of them has been told everything so far. */
function gather(reader: ChangeReader) {
  const present = new Set<LiveListener>()
  const upToDate = new Set<LiveListener>()

  async function readOn(): Promise<void> {
    if (upToDate.size === 0) return
    await reader.readOn(({ teamId, seq, data }) => {
      for (const listener of upToDate) if (listener.teamId === teamId) listener.tell({ seq, data })
    })
  }

  async function catchUp({ teamId, tell }: LiveListener, after: number): Promise<void> {
    const missed = await reader.readMissed(teamId, after)
    const seq = reader.position()
    for (const event of missed ?? []) tell({ seq: event.seq, data: event.data })
    tell({ seq, data: missed ? null : resetEvent })
  }

  return {
    present,
    readOn,
    /** Between two readings, so nothing is told twice and nothing is left out. */
    async seat(listener: LiveListener, after: number | null): Promise<void> {
      if (upToDate.size === 0) await reader.startAtEnd()
      else await readOn()
      if (after === null) listener.tell({ seq: reader.position(), data: null })
      else await catchUp(listener, after)
      if (present.has(listener)) upToDate.add(listener)
    },
    leave(listener: LiveListener): void {
      present.delete(listener)
      upToDate.delete(listener)
    },
  }
}
