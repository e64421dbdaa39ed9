import type { TeamId } from '#lib/shared/ids.ts'
import type { Store } from '../store/store.ts'
import { type ReadEvent, readEvents } from './read-events.ts'

export type ChangeReader = {
  /** How far it has read. */
  position(): number
  /** Begins at the newest change; what came before is not told. */
  startAtEnd(): Promise<void>
  readOn(tell: (event: ReadEvent) => void): Promise<void>
  /** What a team was not told after `after`; null when that is too much or no longer known. */
  readMissed(teamId: TeamId, after: number): Promise<ReadEvent[] | null>
}

const batch = 200

/** Reads the change feed forwards, and forgets what is older than anybody will ask for. */
export function readChanges({
  store,
  keep,
  replayLimit,
}: {
  store: Store
  keep: number
  replayLimit: number
}): ChangeReader {
  let position = 0
  // Whatever an earlier process left is cut at the first reading.
  let sincePruned = keep

  async function prune(): Promise<void> {
    if (sincePruned < keep / 10) return
    sincePruned = 0
    await store.changes.prune(keep)
  }

  return {
    position: () => position,

    async startAtEnd() {
      position = (await store.changes.range()).newest
    },

    async readOn(tell) {
      let changes = await store.changes.list(position, batch)
      while (changes.length > 0) {
        for (const event of await readEvents(store, changes)) tell(event)
        position = changes.at(-1)?.seq ?? position
        sincePruned += changes.length
        changes = await store.changes.list(position, batch)
      }
      await prune()
    },

    async readMissed(teamId, after) {
      if (after === position) return []
      const { oldest } = await store.changes.range()
      if (after > position || after < oldest - 1) return null
      const missed = await store.changes.list(after, replayLimit + 1)
      if (missed.length > replayLimit) return null
      return await readEvents(
        store,
        missed.filter((change) => change.teamId === teamId && change.seq <= position),
      )
    },
  }
}
