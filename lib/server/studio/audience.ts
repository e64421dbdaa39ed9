import type { ChangeReader } from './change-reader.ts'
import type { LiveListener } from './live-feed.ts'
import type { QueueMoves } from './queue-moves.ts'
import type { ReadEvent } from './read-events.ts'

const resetEvent = JSON.stringify({ kind: 'reset' })

/** Who listens, and who of them has been told everything so far. */
export type Audience = {
  present: Set<LiveListener>
  readOn(): Promise<void>
  /** Between two readings, so nothing is told twice and nothing is left out. */
  seat(listener: LiveListener, after: number | null): Promise<void>
  leave(listener: LiveListener): void
}

type Sources = { reader: ChangeReader; queue: QueueMoves; lookEveryMs: number }

export function gather({ reader, queue, lookEveryMs }: Sources): Audience {
  const present = new Set<LiveListener>()
  const upToDate = new Set<LiveListener>()
  let hasMoved = false
  let lookedAt = Number.NEGATIVE_INFINITY

  function tellAll({ teamId, seq, data }: ReadEvent): void {
    for (const listener of upToDate) if (listener.teamId === teamId) listener.tell({ seq, data })
  }

  async function readOn(): Promise<void> {
    if (upToDate.size === 0) return
    await reader.readOn((event) => {
      hasMoved = true
      queue.note(event)
      tellAll(event)
    })
    if (!hasMoved || performance.now() - lookedAt < lookEveryMs) return
    hasMoved = false
    lookedAt = performance.now()
    for (const event of await queue.look(reader.position())) tellAll(event)
  }

  return {
    present,
    readOn,
    async seat(listener, after) {
      if (upToDate.size === 0) await reader.startAtEnd()
      else await readOn()
      if (after === null) listener.tell({ seq: reader.position(), data: null })
      else await catchUp(reader, listener, after)
      if (present.has(listener)) upToDate.add(listener)
    },
    leave(listener) {
      present.delete(listener)
      upToDate.delete(listener)
    },
  }
}

async function catchUp(reader: ChangeReader, { teamId, tell }: LiveListener, after: number): Promise<void> {
  const missed = await reader.readMissed(teamId, after)
  const seq = reader.position()
  for (const event of missed ?? []) tell({ seq: event.seq, data: event.data })
  tell({ seq, data: missed ? null : resetEvent })
}
