/** Balance and history, as the gateway's own API tells them. */
import * as z from 'zod/mini'
import type { ShowRow } from './free-routes.ts'
import type { Ledger, LedgerRow } from './ledger.ts'
import { invalid, Refusal } from './refusal.ts'

export function readBalance(ledger: Ledger) {
  return {
    object: 'balance',
    billing_type: 'prepaid',
    available: { amount: ledger.balanceMicros() / 1_000_000, currency: 'usd' },
  }
}

const time = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => Date.parse(text)),
)

const Query = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
  starting_after: z.optional(z.string()),
  ending_before: z.optional(z.string()),
  created_after: z.optional(time),
  created_before: z.optional(time),
  status: z.optional(
    z.enum(['completed', 'pending', 'processing', 'upstream_failure', 'rejected', 'cancelled']),
  ),
  key_id: z.optional(z.string()),
  summary: z.optional(z.enum(['true', 'false'])),
})

export function listRequests(ledger: Ledger, url: URL, show: ShowRow) {
  const parsed = Query.safeParse(Object.fromEntries(url.searchParams))
  if (!parsed.success) throw invalid(`'${parsed.error.issues[0]?.path.join('.')}' is not valid.`)
  const query = parsed.data
  for (const cursor of [query.starting_after, query.ending_before]) {
    if (cursor !== undefined && !ledger.find(cursor)) throw invalid('The cursor is not a request.')
  }
  const filter = {
    startingAfter: query.starting_after,
    endingBefore: query.ending_before,
    createdAfterMs: query.created_after,
    createdBeforeMs: query.created_before,
    status: query.status,
    keyId: query.key_id,
  }
  const rows = ledger.list({ ...filter, limit: query.limit })
  const first = rows[0]
  const last = rows.at(-1)
  const hasOlder =
    last && ledger.list({ ...filter, endingBefore: undefined, startingAfter: last.id, limit: 1 })[0]
  const hasNewer =
    first && ledger.list({ ...filter, startingAfter: undefined, endingBefore: first.id, limit: 1 })[0]
  return {
    object: 'list',
    data: rows.flatMap((row) => show(row) ?? []).map(toRequestObject),
    next_page_url: hasOlder ? pageUrl(url, 'starting_after', last.id) : null,
    previous_page_url: hasNewer ? pageUrl(url, 'ending_before', first.id) : null,
    ...(query.summary === 'true' ? { summary: ledger.summarise(filter) } : {}),
  }
}

export function getRequest(ledger: Ledger, id: string, show: ShowRow) {
  const found = ledger.find(id)
  const row = found && show(found)
  if (!row) throw new Refusal('NOT_FOUND', 'There is no such request.')
  return toRequestObject(row)
}

function pageUrl(url: URL, name: 'starting_after' | 'ending_before', id: string): string {
  const next = new URL(url)
  next.searchParams.delete('starting_after')
  next.searchParams.delete('ending_before')
  next.searchParams.set(name, id)
  return next.href
}

function toRequestObject(row: LedgerRow) {
  return {
    id: row.id,
    object: 'request',
    created_at: new Date(row.created_at_ms).toISOString(),
    model: row.model,
    modality: 'image',
    endpoint: row.endpoint,
    status: row.status,
    cost: row.cost_micros / 1_000_000,
    currency: 'USD',
    duration_ms: row.duration_ms,
    key_id: row.key_id,
    error_code: row.error_code,
    error_message: row.error_message,
    session_id: row.session_id,
    trace_id: row.trace_id,
    user: row.user,
    request_size_bytes: row.request_bytes,
    response_size_bytes: row.response_bytes,
  }
}
