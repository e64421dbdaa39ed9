import { GenerationId, ImageId, type TeamId } from '#lib/shared/ids.ts'
import { LiveEvent } from '#lib/shared/live.ts'
import { vouchForTeam } from '../access.ts'
import type { Change, Store } from '../store/store.ts'

export type ReadEvent = { seq: number; teamId: TeamId; subjectId: string; data: string }

/**
 * What changes mean now. A snapshot is read when it is told, so of several changes of one subject only the last is
 * told, and a late one can never bring back an older state.
 */
export async function readEvents(store: Store, changes: readonly Change[]): Promise<ReadEvent[]> {
  const last = new Map<string, Change>()
  for (const change of changes) {
    last.delete(change.subjectId)
    last.set(change.subjectId, change)
  }
  const events: ReadEvent[] = []
  for (const change of last.values()) {
    // Parsed on the way out: what the schema does not name does not leave.
    const event = LiveEvent.parse(await readEvent(store, change))
    const { seq, teamId, subjectId } = change
    events.push({ seq, teamId, subjectId, data: JSON.stringify(event) })
  }
  return events
}

async function readEvent(store: Store, { teamId, kind, subjectId }: Change): Promise<LiveEvent> {
  const rows = store.team(vouchForTeam(teamId))
  if (kind === 'generation') {
    const id = GenerationId.parse(subjectId)
    const generation = await rows.generations.find(id)
    return generation && generation.deletedAt === null
      ? { kind: 'generation', generation }
      : { kind: 'generation-removed', id }
  }
  const id = ImageId.parse(subjectId)
  const image = await rows.images.find(id)
  return image && image.deletedAt === null ? { kind: 'image', image } : { kind: 'image-removed', id }
}
