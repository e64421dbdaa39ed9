import type { DatabaseSync } from 'node:sqlite'
import { CannotRun } from '../sentence.ts'
import { isDamage } from './sqlite-dialect.ts'

export class StoreDamaged extends CannotRun {
  override readonly name = 'StoreDamaged'

  constructor(cause: unknown) {
    super(
      'The studio’s database is damaged and was left as it is. Restore the last backup of the data folder.',
      {
        cause,
      },
    )
  }
}

/** Throws when the database's own check finds anything. */
export function quickCheck(database: DatabaseSync): void {
  const complaint = readComplaint(database)
  if (complaint !== 'ok') throw new StoreDamaged(complaint)
}

export function translateDamage(error: unknown): never {
  throw isDamage(error) ? new StoreDamaged(error) : error
}

function readComplaint(database: DatabaseSync): unknown {
  try {
    return database.prepare('pragma quick_check(1)').get()?.quick_check
  } catch (error) {
    return translateDamage(error)
  }
}
