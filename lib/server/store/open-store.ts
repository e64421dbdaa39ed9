import 'server-only'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { TeamId } from '#lib/shared/ids.ts'
import { type Member, vouchForTeam } from '../access.ts'
import { type Clock, systemClock } from '../clock.ts'
import { newMemberId, newTeamId } from '../ids.ts'
import { attemptRows } from './attempt-rows.ts'
import { changeRows } from './change-rows.ts'
import { generationRows } from './generation-rows.ts'
import { imageRows } from './image-rows.ts'
import { listKeptFiles } from './kept-files.ts'
import { migrate } from './migrate.ts'
import { queueRows } from './queue-rows.ts'
import { quickCheck, translateDamage } from './quick-check.ts'
import { openSqlite, sqliteDialect } from './sqlite-dialect.ts'
import type { Store } from './store.ts'
import type { Db, Tables } from './tables.ts'
import { joinTransaction, type Transactions, transactionsOver } from './transactions.ts'

type Settings = {
  /** The database; its folder exists. */
  file: string
  clock?: Clock
  /** What people are told about how often one picture is tried. */
  maxTries?: number
}

type Foundation = {
  database: DatabaseSync
  clock: Clock
  maxTries: number
  listeners: Set<() => void>
}

/** Opens the database and brings its tables up to date; several processes may do so at once. */
export async function openStore({ file, clock = systemClock, maxTries = 5 }: Settings): Promise<Store> {
  const database = await openSqlite(file).catch(translateDamage)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  const listeners = new Set<() => void>()
  const transactions = transactionsOver(db, () => {
    for (const listener of listeners) listener()
  })
  const foundation = { database, clock, maxTries, listeners }
  try {
    quickCheck(database)
    await transactions.write((tx) => migrate(tx.db, clock.now()))
  } catch (error) {
    database.close()
    throw error
  }
  let closing: Promise<void> | null = null
  return {
    ...storeOver(transactions, foundation),
    [Symbol.asyncDispose]() {
      closing ??= close(db)
      return closing
    },
  }
}

function storeOver(transactions: Transactions, foundation: Foundation): Store {
  const { database, clock, maxTries, listeners } = foundation
  return {
    transaction(work) {
      return transactions.write(async (tx) => {
        const joined = joinTransaction(tx)
        const result = await work(storeOver(joined, foundation))
        joined.assertWhole()
        return result
      })
    },
    team: (scope) => ({
      generations: generationRows(transactions, scope, maxTries),
      attempts: attemptRows(transactions, scope, maxTries),
      images: imageRows(transactions, scope),
    }),
    queue: queueRows(transactions),
    changes: changeRows(transactions, listeners),
    findOrCreateOwner: () => findOrCreateOwner(transactions, clock.now()),
    check: async () => quickCheck(database),
    listKeptFiles: () => listKeptFiles(transactions),
    // Whoever was given a transaction does not own the database.
    async [Symbol.asyncDispose]() {},
  }
}

async function findOrCreateOwner(transactions: Transactions, now: Date): Promise<Member> {
  const found = await transactions.read(findOwner)
  // Looked for again with the lock held: two processes that start together make one owner.
  return found ?? transactions.write(async ({ db }) => (await findOwner(db)) ?? createOwner(db, now))
}

async function findOwner(db: Db): Promise<Member | null> {
  const row = await db
    .selectFrom('member')
    .select(['id', 'team_id', 'name'])
    .where('role', '=', 'owner')
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst()
  return row ? toOwner(row) : null
}

async function createOwner(db: Db, now: Date): Promise<Member> {
  const created_at = now.getTime()
  const team = { id: newTeamId(), name: 'Studio', created_at }
  const owner = { id: newMemberId(), team_id: team.id, name: 'Owner', role: 'owner' as const, created_at }
  await db.insertInto('team').values(team).execute()
  await db.insertInto('member').values(owner).execute()
  return toOwner(owner)
}

function toOwner({ id, team_id, name }: { id: Member['id']; team_id: TeamId; name: string }): Member {
  return { kind: 'member', id, name, role: 'owner', scope: vouchForTeam(team_id) }
}

async function close(db: Kysely<Tables>): Promise<void> {
  // Waits its turn, so that a transaction that is running is finished and not cut.
  await db.connection().execute(async () => {})
  await db.destroy()
}
