import { CannotRun } from '../sentence.ts'
import { up as spine } from './migrations/0001-spine.ts'
import type { Db } from './tables.ts'

/** In the order in which they run. A migration that has been released is never changed: the next one mends it. */
const migrations: readonly Migration[] = [{ name: '0001-spine', up: spine }]

type Migration = { name: string; up(db: Db): Promise<void> }

type MigrationTables = { migration: { name: string; applied_at: number } }

export class NewerSchema extends CannotRun {
  override readonly name = 'NewerSchema'

  constructor() {
    super(
      'This data folder was last used by a newer version of the studio. Start that version, or restore a backup made before the upgrade.',
    )
  }
}

/** To be called inside a write transaction: it is the lock under which of several processes one migrates. */
export async function migrate(tx: Db, now: Date): Promise<void> {
  await tx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()

  const db = tx.withTables<MigrationTables>()
  const applied = (await db.selectFrom('migration').select('name').execute()).map((row) => row.name)
  if (applied.some((name) => !migrations.some((known) => known.name === name))) throw new NewerSchema()

  for (const migration of migrations.filter(({ name }) => !applied.includes(name))) {
    await migration.up(tx)
    await db.insertInto('migration').values({ name: migration.name, applied_at: now.getTime() }).execute()
  }
}
