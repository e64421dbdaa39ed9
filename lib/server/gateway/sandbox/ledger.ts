/** The gateway's own books: every call it took, what became of it and what it cost. Survives a killed process. */
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod/mini'

export type NewEntry = {
  endpoint: string
  keyId: string | null
  traceId: string | null
  createdAtMs: number
  /** What a test wants to see of the wire; not part of the gateway's answers. */
  wire: { traceparent: string | null; idempotencyKey: string | null; retryCount: string | null }
}

const Row = z.object({
  seq: z.int(),
  id: z.string(),
  created_at_ms: z.int(),
  endpoint: z.string(),
  model: z.nullable(z.string()),
  status: z.enum(['processing', 'completed', 'upstream_failure', 'rejected', 'cancelled']),
  cost_micros: z.int(),
  duration_ms: z.nullable(z.int()),
  key_id: z.nullable(z.string()),
  trace_id: z.nullable(z.string()),
  session_id: z.nullable(z.string()),
  user: z.nullable(z.string()),
  error_code: z.nullable(z.string()),
  error_message: z.nullable(z.string()),
  request_bytes: z.nullable(z.int()),
  response_bytes: z.nullable(z.int()),
  body_sha256: z.nullable(z.string()),
  billed_at_ms: z.nullable(z.int()),
  completed_at_ms: z.nullable(z.int()),
  bytes_sent: z.int(),
  client_gone: z.int(),
  fault: z.nullable(z.string()),
  traceparent: z.nullable(z.string()),
  idempotency_key: z.nullable(z.string()),
  retry_count: z.nullable(z.string()),
})
export type LedgerRow = z.infer<typeof Row>

export type ListQuery = LedgerFilter & { limit: number }

export type LedgerFilter = {
  startingAfter?: string
  endingBefore?: string
  createdAfterMs?: number
  createdBeforeMs?: number
  status?: string
  keyId?: string
}

export type Ledger = ReturnType<typeof openLedger>

const schema = `
  CREATE TABLE IF NOT EXISTS request (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    model TEXT,
    status TEXT NOT NULL,
    cost_micros INTEGER NOT NULL DEFAULT 0,
    duration_ms INTEGER,
    key_id TEXT,
    trace_id TEXT,
    session_id TEXT,
    user TEXT,
    error_code TEXT,
    error_message TEXT,
    request_bytes INTEGER,
    response_bytes INTEGER,
    body_sha256 TEXT,
    billed_at_ms INTEGER,
    completed_at_ms INTEGER,
    bytes_sent INTEGER NOT NULL DEFAULT 0,
    client_gone INTEGER NOT NULL DEFAULT 0,
    fault TEXT,
    traceparent TEXT,
    idempotency_key TEXT,
    retry_count TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS request_created ON request (created_at_ms);
  CREATE TABLE IF NOT EXISTS account (only INTEGER PRIMARY KEY CHECK (only = 1), balance_micros INTEGER NOT NULL) STRICT;
`

export function openLedger(file: string, openingMicros: number) {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;')
  db.exec(schema)
  db.prepare('INSERT OR IGNORE INTO account (only, balance_micros) VALUES (1, ?)').run(openingMicros)
  // What a killed gateway was working on will never be finished; what it had cost by then stays.
  db.prepare(`UPDATE request SET status = 'cancelled' WHERE status = 'processing'`).run()

  const findStatement = db.prepare('SELECT * FROM request WHERE id = ?')
  const find = (id: string): LedgerRow | null => {
    const row = findStatement.get(id)
    return row ? Row.parse(row) : null
  }
  // What calls in flight will cost, so that two of them cannot spend the same money.
  const held = new Map<string, number>()
  const set = (id: string, columns: Partial<LedgerRow>) => {
    if (columns.status !== undefined) held.delete(id)
    const names = Object.keys(columns)
    const assignments = names.map((name) => `${name} = :${name}`).join(', ')
    db.prepare(`UPDATE request SET ${assignments} WHERE id = :id`).run({ ...columns, id })
  }

  const balanceMicros = () => Number(db.prepare('SELECT balance_micros FROM account').get()?.balance_micros)

  return {
    find,
    set,
    balanceMicros,
    setBalanceMicros: (micros: number) => {
      db.prepare('UPDATE account SET balance_micros = ?').run(micros)
    },

    open(entry: NewEntry): string {
      const id = `req_${randomBytes(12).toString('hex')}`
      db.prepare(
        `INSERT INTO request (id, created_at_ms, endpoint, status, key_id, trace_id, traceparent, idempotency_key, retry_count)
         VALUES (?, ?, ?, 'processing', ?, ?, ?, ?, ?)`,
      ).run(
        id,
        entry.createdAtMs,
        entry.endpoint,
        entry.keyId,
        entry.traceId,
        entry.wire.traceparent,
        entry.wire.idempotencyKey,
        entry.wire.retryCount,
      )
      return id
    },

    /** Null when it is set aside; otherwise what there is, which is too little. */
    reserve(id: string, micros: number): number | null {
      const available = balanceMicros() - [...held.values()].reduce((sum, one) => sum + one, 0)
      if (micros > available) return available
      held.set(id, micros)
      return null
    },

    /** The charge and the balance move together or not at all. */
    bill(id: string, micros: number, atMs: number): void {
      held.delete(id)
      db.exec('BEGIN IMMEDIATE')
      db.prepare('UPDATE account SET balance_micros = balance_micros - ?').run(micros)
      set(id, { cost_micros: micros, billed_at_ms: atMs })
      db.exec('COMMIT')
    },

    /** Newest first. */
    list(query: ListQuery): LedgerRow[] {
      const { where, values } = conditions(query)
      // Before a cursor, the rows next to it are wanted, not the newest of all.
      const order = query.endingBefore === undefined ? 'DESC' : 'ASC'
      const rows = db
        .prepare(`SELECT * FROM request WHERE ${where} ORDER BY seq ${order} LIMIT ?`)
        .all(...values, query.limit)
        .map((row) => Row.parse(row))
      return order === 'DESC' ? rows : rows.reverse()
    },

    summarise(filter: LedgerFilter) {
      const { where, values } = conditions({ ...filter, startingAfter: undefined, endingBefore: undefined })
      const row = db
        .prepare(
          `SELECT count(*) AS count, coalesce(sum(cost_micros), 0) AS micros FROM request WHERE ${where}`,
        )
        .get(...values)
      return { count: Number(row?.count), cost: Number(row?.micros) / 1_000_000, currency: 'USD' }
    },

    /** Oldest first, whole. */
    all: (): LedgerRow[] =>
      db
        .prepare('SELECT * FROM request ORDER BY seq')
        .all()
        .map((row) => Row.parse(row)),

    close: () => db.close(),
  }
}

function conditions(filter: LedgerFilter): { where: string; values: (string | number)[] } {
  const parts: [string, string | number | undefined][] = [
    ['seq < (SELECT seq FROM request WHERE id = ?)', filter.startingAfter],
    ['seq > (SELECT seq FROM request WHERE id = ?)', filter.endingBefore],
    ['created_at_ms >= ?', filter.createdAfterMs],
    ['created_at_ms < ?', filter.createdBeforeMs],
    ['status = ?', filter.status],
    ['key_id = ?', filter.keyId],
  ]
  const given = parts.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]))
  return {
    where: ['1 = 1', ...given.map(({ condition }) => condition)].join(' AND '),
    values: given.map(({ value }) => value),
  }
}
