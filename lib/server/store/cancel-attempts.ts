import { attemptStates, hasEnded, isUnsent } from '#lib/shared/attempt.ts'
import type { GenerationId } from '#lib/shared/ids.ts'
import type { Writing } from './transactions.ts'

const unsentStates = attemptStates.filter(isUnsent)
const sentStates = attemptStates.filter((state) => !isUnsent(state) && !hasEnded(state))

/** Takes what was not sent out of the queue; what was sent remembers the wish, so that it is not tried again. */
export async function cancelAttempts(
  tx: Writing,
  id: GenerationId,
  at: Date,
): Promise<{ cancelled: number; alreadySent: number }> {
  const latest = tx.db
    .updateTable('attempt')
    .where('generation_id', '=', id)
    .where('successor_id', 'is', null)
  const cancelled = await latest
    .where('state', 'in', unsentStates)
    .set({
      state: 'cancelled',
      lease_owner: null,
      lease_until: null,
      finished_at: at.getTime(),
      cancel_requested_at: at.getTime(),
    })
    .returning('team_id')
    .execute()
  const sent = await latest
    .where('state', 'in', sentStates)
    .set(({ fn, val }) => ({ cancel_requested_at: fn.coalesce('cancel_requested_at', val(at.getTime())) }))
    .returning('team_id')
    .execute()
  for (const row of [...cancelled, ...sent]) {
    tx.touch({ teamId: row.team_id, kind: 'generation', subjectId: id })
  }
  return { cancelled: cancelled.length, alreadySent: sent.length }
}
