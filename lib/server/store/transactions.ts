import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '#lib/shared/errors.ts'
import { isDiskFull } from './sqlite-dialect.ts'
import type { Change } from './store.ts'
import type { Db } from './tables.ts'

/** A transaction that may write. */
export type Writing = {
  readonly db: Db
  /** Notes what people will see differently; told once per transaction, in the same commit. */
  touch(subject: Omit<Change, 'seq'>): void
}

/** How rows reach the database: on their own, or as part of a transaction that is already running. */
export interface Transactions {
  /** Several statements as one step: all of it or nothing. */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>
  /** Several statements that see one state of the database. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
}

export function transactionsOver(db: Db, onChange: () => void): Transactions {
  // With one connection, waiting for the outer store inside its own transaction would wait for ever.
  const running = new AsyncLocalStorage<{ open: boolean }>()
  const enter = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running.getStore()?.open) throw new Error('Inside a transaction, use the store that it was given.')
    const state = { open: true }
    return running.run(state, work).finally(() => {
      state.open = false
    })
  }

  return {
    async write(work) {
      const subjects = new Map<string, Omit<Change, 'seq'>>()
      const result = await enter(() =>
        db.transaction().execute(async (tx) => {
          const value = await work({
            db: tx,
            touch: (subject) => subjects.set(`${subject.kind} ${subject.subjectId}`, subject),
          })
          await insertChanges(tx, [...subjects.values()])
          return value
        }),
      ).catch(translate)
      if (subjects.size > 0) onChange()
      return result
    },
    read: (work) => enter(() => db.transaction().setAccessMode('read only').execute(work)),
  }
}

/**
 * The same inside a running transaction. A part that fails takes the whole with it, even if somebody catches its
 * error on the way: half of it may have been written.
 */
export function joinTransaction(tx: Writing): Transactions & { assertWhole(): void } {
  const failures: unknown[] = []
  return {
    async write(work) {
      try {
        return await work(tx)
      } catch (error) {
        failures.push(error)
        throw error
      }
    },
    read: (work) => work(tx.db),
    assertWhole() {
      if (failures.length > 0) throw failures[0]
    },
  }
}

async function insertChanges(db: Db, subjects: Omit<Change, 'seq'>[]): Promise<void> {
  if (subjects.length === 0) return
  await db
    .insertInto('change')
    .values(subjects.map(({ teamId, kind, subjectId }) => ({ team_id: teamId, kind, subject_id: subjectId })))
    .execute()
}

function translate(error: unknown): never {
  if (isDiskFull(error)) throw new AppError('storage_full', 'The studio’s disk is full.', { cause: error })
  throw error
}
