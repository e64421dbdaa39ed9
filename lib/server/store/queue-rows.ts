import { type AttemptState, canBecome } from '#lib/shared/attempt.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import { selectRecords, toColumns, toRecord } from './attempt-record.ts'
import { chooseNext, isAnyDue } from './claim.ts'
import { insertImage } from './insert-image.ts'
import type { AttemptRecord, QueueRows } from './store.ts'
import type { Transactions, Writing } from './transactions.ts'

type Step = Parameters<QueueRows['advance']>[1]

// In these states somebody is at work on it, and has to say so from time to time.
const heldStates: readonly AttemptState[] = ['leased', 'dispatched', 'received', 'stored']

export function queueRows(transactions: Transactions): QueueRows {
  return {
    async claim(ask) {
      // Looking before locking: an idle courier must not make the web process wait.
      if (ask.limit < 1 || !(await transactions.read((db) => isAnyDue(db, ask.now)))) return []
      return transactions.write((tx) => lease(tx, ask))
    },

    heartbeat(owner, now, leaseMs) {
      return transactions.write(async (tx) => {
        const held = await tx.db
          .updateTable('attempt')
          .set({ lease_until: now.getTime() + leaseMs })
          .where('state', 'in', heldStates)
          .where('lease_owner', '=', owner)
          .returning('id')
          .execute()
        return held.map(({ id }) => id)
      })
    },

    advance(id, step) {
      return transactions.write((tx) => advance(tx, id, step))
    },

    expireLeases(now) {
      return transactions.write(async (tx) => {
        const expired = await tx.db
          .updateTable('attempt')
          .set({ state: 'queued', lease_owner: null, lease_until: null })
          .where('state', '=', 'leased')
          .where('lease_until', '<', now.getTime())
          .returning(['team_id', 'generation_id'])
          .execute()
        for (const row of expired) touchGeneration(tx, row)
        return expired.length
      })
    },

    listInState(state, limit) {
      return transactions.read(async (db) => {
        const rows = await selectRecords(db)
          .where('attempt.state', '=', state)
          .orderBy('attempt.queued_at')
          .orderBy('attempt.id')
          .limit(limit)
          .execute()
        return rows.map(toRecord)
      })
    },

    countInStates(states) {
      return transactions.read(async (db) => {
        const { amount } = await db
          .selectFrom('attempt')
          .where('state', 'in', states)
          .select(({ fn }) => fn.countAll<number>().as('amount'))
          .executeTakeFirstOrThrow()
        return Number(amount)
      })
    },

    find(id) {
      return transactions.read(async (db) => {
        const row = await selectRecords(db).where('attempt.id', '=', id).executeTakeFirst()
        return row ? toRecord(row) : null
      })
    },

    insertImage: (image) => transactions.write((tx) => insertImage(tx, image)),

    nextDue() {
      return transactions.read(async (db) => {
        const { due } = await db
          .selectFrom('attempt')
          .where('state', '=', 'queued')
          .select(({ fn }) => fn.min<number | null>(fn.coalesce('run_after', 'queued_at')).as('due'))
          .executeTakeFirstOrThrow()
        return due === null ? null : new Date(Number(due))
      })
    },
  }
}

async function lease(tx: Writing, ask: Parameters<QueueRows['claim']>[0]): Promise<AttemptRecord[]> {
  const chosen = await chooseNext(tx.db, ask)
  if (chosen.length === 0) return []
  const leased = await tx.db
    .updateTable('attempt')
    .set(({ eb }) => ({
      state: 'leased',
      lease_owner: ask.owner,
      lease_until: ask.now.getTime() + ask.leaseMs,
      fence: eb('fence', '+', 1),
    }))
    .where('id', 'in', chosen)
    // Decided here, not by the choice above: whoever comes second leases nothing.
    .where('state', '=', 'queued')
    .returning(['id', 'team_id', 'generation_id'])
    .execute()
  for (const row of leased) touchGeneration(tx, row)

  const rows = await selectRecords(tx.db)
    .where(
      'attempt.id',
      'in',
      leased.map(({ id }) => id),
    )
    .execute()
  return rows.map(toRecord).sort((a, b) => chosen.indexOf(a.id) - chosen.indexOf(b.id))
}

async function advance(tx: Writing, id: AttemptId, step: Step): Promise<boolean> {
  const { from, to, fence, leaseNotBefore, changes = {} } = step
  if (!canBecome(from, to)) throw new Error(`An attempt that is ${from} cannot become ${to}.`)

  let update = tx.db.updateTable('attempt').set({ state: to }).where('id', '=', id).where('state', '=', from)
  // Nobody holds what waits or has ended.
  if (!heldStates.includes(to)) update = update.set({ lease_owner: null, lease_until: null })
  if (to === 'leased') update = update.set(({ eb }) => ({ fence: eb('fence', '+', 1) }))
  update = update.set(toColumns(changes))
  if (fence !== undefined) update = update.where('fence', '=', fence)
  if (leaseNotBefore) update = update.where('lease_until', '>=', leaseNotBefore.getTime())

  const row = await update.returning(['team_id', 'generation_id']).executeTakeFirst()
  if (!row) return false
  touchGeneration(tx, row)
  return true
}

function touchGeneration(tx: Writing, row: Pick<AttemptTouched, 'team_id' | 'generation_id'>): void {
  tx.touch({ teamId: row.team_id, kind: 'generation', subjectId: row.generation_id })
}

type AttemptTouched = { team_id: AttemptRecord['teamId']; generation_id: AttemptRecord['generationId'] }
