import { AppError } from '#lib/shared/errors.ts'
import type { TeamId } from '#lib/shared/ids.ts'
import type { App } from '../app.ts'
import { gather } from './audience.ts'
import { readChanges } from './change-reader.ts'
import { inTurn } from './in-turn.ts'
import { watchQueue } from './queue-moves.ts'
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

/** One reader for the whole process, however many listen; what it does happens one thing after the other. */
export function createLiveFeed(settings: Settings): LiveFeed {
  const { store, log, keep = 10_000, replayLimit = 500, maxListeners = 256, pollMs = 1000 } = settings
  const audience = gather({
    reader: readChanges({ store, keep, replayLimit }),
    queue: watchQueue(store),
    lookEveryMs: pollMs,
  })
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

  // Who could not be told where things are would wait for ever: they are let go, and come back.
  async function seat(listener: LiveListener, after: number | null): Promise<void> {
    try {
      await audience.seat(listener, after)
    } catch (error) {
      listener.end()
      throw error
    }
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
      stopWatching ??= watch({ ...settings, pollMs }, wake)
      turns.run(() => seat(listener, after))
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
