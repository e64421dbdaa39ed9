import type { Change, ChangeRows } from './store.ts'
import type { ChangeRow } from './tables.ts'
import type { Transactions } from './transactions.ts'

export function changeRows(transactions: Transactions, listeners: Set<() => void>): ChangeRows {
  return {
    list(after, limit) {
      return transactions.read(async (db) => {
        const rows = await db
          .selectFrom('change')
          .selectAll()
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(limit)
          .execute()
        return rows.map(toChange)
      })
    },

    range() {
      return transactions.read(async (db) => {
        const { oldest, newest } = await db
          .selectFrom('change')
          .select(({ fn }) => [fn.min('seq').as('oldest'), fn.max('seq').as('newest')])
          .executeTakeFirstOrThrow()
        return { oldest: Number(oldest ?? 0), newest: Number(newest ?? 0) }
      })
    },

    subscribe(listener) {
      // Its own function each time: whoever subscribes twice and stops once still listens.
      const call = () => listener()
      listeners.add(call)
      return () => {
        listeners.delete(call)
      }
    },

    prune(keep) {
      return transactions.write(async ({ db }) => {
        const newestForgotten = await db
          .selectFrom('change')
          .select('seq')
          .orderBy('seq', 'desc')
          .offset(keep)
          .limit(1)
          .executeTakeFirst()
        if (newestForgotten) await db.deleteFrom('change').where('seq', '<=', newestForgotten.seq).execute()
      })
    },
  }
}

function toChange({ seq, team_id, kind, subject_id }: ChangeRow): Change {
  return { seq, teamId: team_id, kind, subjectId: subject_id }
}
