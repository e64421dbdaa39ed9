import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

// SQLite's own busy wait stops the whole process, so it is kept to a few milliseconds; the rest of the five seconds
// is waited out asynchronously, with requests being answered meanwhile.
const blockingWaitMs = 20
const busyTimeoutMs = 5000
const cachedStatements = 300
const sqliteBusy = 5
const sqliteFull = 13
const sqliteCorrupt = 11
const sqliteNotADatabase = 26

export async function openSqlite(file: string): Promise<DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: blockingWaitMs, enableForeignKeyConstraints: true })
  try {
    // Two processes that open a new file at once meet here: changing the journal takes an exclusive lock.
    await whenNotBusy(() => database.exec('pragma journal_mode = wal'))
    database.exec(
      'pragma synchronous = full; pragma journal_size_limit = 67108864; pragma cache_size = -16000',
    )
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Kysely over Node's own SQLite. One connection: Kysely queues everything that does not belong to a transaction. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => sqliteDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

export function isDiskFull(error: unknown): boolean {
  return sqliteCode(error) === sqliteFull
}

export function isDamage(error: unknown): boolean {
  return [sqliteCorrupt, sqliteNotADatabase].includes(sqliteCode(error) ?? 0)
}

function sqliteDriver(database: DatabaseSync): Driver {
  const connection = sqliteConnection(database)
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    // A write lock taken late fails at once when somebody else has written since the first read; taken at the start it waits.
    beginTransaction: (_, { accessMode }) =>
      whenNotBusy(() => database.exec(accessMode === 'read only' ? 'begin' : 'begin immediate')),
    commitTransaction: () => whenNotBusy(() => database.exec('commit')),
    rollbackTransaction: async () => {
      // A full disk makes SQLite roll back by itself.
      if (database.isTransaction) database.exec('rollback')
    },
    releaseConnection: async () => {},
    destroy: async () => database.close(),
  }
}

function sqliteConnection(database: DatabaseSync): DatabaseConnection {
  const prepare = statementCache(database)
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statement = prepare(sql)
      const values = parameters as SQLInputValue[]
      if (statement.columns().length > 0) {
        return { rows: (await whenNotBusy(() => statement.all(...values))) as R[] }
      }
      const { changes, lastInsertRowid } = await whenNotBusy(() => statement.run(...values))
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    streamQuery() {
      throw new Error('Rows are read in pages: an open cursor would hold the only connection.')
    },
  }
}

function statementCache(database: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    // Taken out and put back, so that the first one is the one not used for longest.
    statements.delete(sql)
    statements.set(sql, statement)
    const oldest = statements.keys().next().value
    if (statements.size > cachedStatements && oldest !== undefined) statements.delete(oldest)
    return statement
  }
}

/** Tries again while another process holds the lock. Outside a transaction's first and last step nothing can be busy. */
async function whenNotBusy<T>(run: () => T): Promise<T> {
  const giveUpAt = performance.now() + busyTimeoutMs
  for (;;) {
    try {
      return run()
    } catch (error) {
      if (sqliteCode(error) !== sqliteBusy || performance.now() > giveUpAt) throw error
    }
    await sleep(2 + Math.random() * 8)
  }
}

function sqliteCode(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null
  // The upper bytes say more about the same kind of error.
  return typeof code === 'number' ? code & 0xff : null
}
