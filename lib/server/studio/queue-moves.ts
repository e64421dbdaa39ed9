import type { Change, Store } from '../store/store.ts'
import { type ReadEvent, readEvents } from './read-events.ts'

export type QueueMoves = {
  /** What was told anyway needs no second telling. */
  note(event: ReadEvent): void
  /** Who has moved up since the last look, as of `seq`. */
  look(seq: number): Promise<ReadEvent[]>
}

// Nobody watches the hundredth place of a queue move up by one.
const watched = 50

/**
 * Who waits is told how many are still ahead. That changes when others are sent, not by any change of one's own, so the
 * feed has no row for it: the foremost in the queue are looked at again.
 */
export function watchQueue(store: Store): QueueMoves {
  let known = new Map<string, string>()
  return {
    note({ subjectId, data }) {
      known.set(subjectId, data)
    },
    async look(seq) {
      const waiting = await store.queue.listInState('queued', watched)
      const changes = waiting.map(
        ({ teamId, generationId }): Change => ({ seq, teamId, kind: 'generation', subjectId: generationId }),
      )
      const events = await readEvents(store, changes)
      const moved = events.filter(({ subjectId, data }) => known.get(subjectId) !== data)
      known = new Map(events.map(({ subjectId, data }) => [subjectId, data]))
      return moved
    },
  }
}
