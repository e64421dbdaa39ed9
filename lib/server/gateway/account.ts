import 'server-only'
import * as z from 'zod/mini'
import { AppError } from '#lib/shared/errors.ts'
import type { LedgerEntry } from './gateway.ts'
import { requireSuccess, type SmallAnswer } from './light-call.ts'
import { toMicros } from './money.ts'

/** Asks a path of the account API, or of the catalogue, with a GET. */
export type AskAccount = (url: URL, signal: AbortSignal) => Promise<SmallAnswer>

/** `…/openai/v1` speaks OpenAI; the account API lies beside it, at `…/v1`. */
export function accountUrl(baseUrl: URL, path: string): URL {
  const root = baseUrl.pathname.replace(/\/$/, '').replace(/\/openai(?=\/v1$)/, '')
  return new URL(`${root}/${path}`, baseUrl)
}

const Balance = z.object({
  object: z.literal('balance'),
  available: z.nullish(z.object({ amount: z.nullish(z.unknown()), currency: z.nullish(z.string()) })),
})

/** Null when the gateway has no such thing, or does not say how much. */
export async function readBalance(ask: AskAccount, baseUrl: URL, signal: AbortSignal) {
  const answer = await ask(accountUrl(baseUrl, 'balance'), signal)
  if (answer.status === 404) return { isLumenfall: false, micros: null }
  const balance = Balance.safeParse(requireSuccess(answer))
  if (!balance.success) return { isLumenfall: false, micros: null }
  const { amount, currency } = balance.data.available ?? {}
  return { isLumenfall: true, micros: isDollars(currency) ? toMicros(amount) : null }
}

const Catalogue = z.object({ data: z.array(z.unknown()) })
const ListedModel = z.object({ id: z.string().check(z.maxLength(200)) })

export async function readCatalogue(ask: AskAccount, baseUrl: URL, signal: AbortSignal): Promise<string[]> {
  const url = new URL(`${baseUrl.pathname.replace(/\/$/, '')}/models`, baseUrl)
  const catalogue = Catalogue.safeParse(requireSuccess(await ask(url, signal)))
  if (!catalogue.success) throw new AppError('gateway_rejected', 'The image gateway has no list of models.')
  return catalogue.data.data.flatMap((model) => {
    const listed = ListedModel.safeParse(model)
    return listed.success ? [listed.data.id] : []
  })
}

const LedgerPage = z.object({ data: z.array(z.unknown()), next_page_url: z.nullish(z.string()) })
const LedgerRow = z.object({
  id: z.string(),
  trace_id: z.nullish(z.string()),
  status: z.nullish(z.string()),
  cost: z.nullish(z.unknown()),
  currency: z.nullish(z.string()),
  error_code: z.nullish(z.string()),
})
type LedgerRow = z.infer<typeof LedgerRow>

const pageSize = 100
const maxPages = 100
// The gateway may note the call a little before the studio believes it sent it.
const marginMs = 10 * 60 * 1000

/** Walks the ledger for a trace, from a little before the call was sent. */
export async function findInLedger(
  ask: AskAccount,
  { baseUrl, traceId, since }: { baseUrl: URL; traceId: string; since: Date },
  signal: AbortSignal,
): Promise<LedgerEntry | null> {
  const url = accountUrl(baseUrl, 'requests')
  url.searchParams.set('limit', '1')
  const skewMs = readSkewMs(await ask(url, signal))
  url.searchParams.set('limit', String(pageSize))
  url.searchParams.set('created_after', new Date(since.getTime() + skewMs - marginMs).toISOString())
  for (let page = 0; page < maxPages; page++) {
    const { rows, next } = readLedgerPage(requireSuccess(await ask(url, signal)))
    const row = rows.find((candidate) => candidate.trace_id?.toLowerCase().includes(traceId.toLowerCase()))
    if (row) return toLedgerEntry(row)
    if (!next) return null
    if (next === url.searchParams.get('starting_after')) break
    url.searchParams.set('starting_after', next)
  }
  // An unread page may be the one with the call in it.
  throw new AppError('gateway_unavailable', 'The image gateway’s ledger could not be read to its end.')
}

/** How far the gateway's clock is ahead of ours: a wrong clock must not make a call look as if it had never been. */
function readSkewMs({ headers }: SmallAnswer): number {
  const skewMs = Date.parse(headers.get('date') ?? '') - Date.now()
  return Number.isFinite(skewMs) ? skewMs : 0
}

// The next page is asked for by the last id and not by the link, which could lead anywhere.
function readLedgerPage(json: unknown): { rows: LedgerRow[]; next: string | null } {
  const page = LedgerPage.safeParse(json)
  if (!page.success) {
    throw new AppError('gateway_unavailable', 'The image gateway’s ledger cannot be read.')
  }
  const rows = page.data.data.flatMap((row) => {
    const parsed = LedgerRow.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
  return { rows, next: page.data.next_page_url ? (rows.at(-1)?.id ?? null) : null }
}

function toLedgerEntry(row: LedgerRow): LedgerEntry {
  return {
    requestId: row.id.slice(0, 200),
    status: toLedgerStatus(row.status),
    costMicros: isDollars(row.currency) ? toMicros(row.cost) : null,
    errorCode: row.error_code && /^[\w.-]{1,64}$/.test(row.error_code) ? row.error_code : null,
  }
}

function toLedgerStatus(status: string | null | undefined): LedgerEntry['status'] {
  switch (status) {
    case 'completed':
    case 'pending':
    case 'processing':
    case 'upstream_failure':
    case 'rejected':
    case 'cancelled':
      return status
    default:
      return 'other'
  }
}

function isDollars(currency: string | null | undefined): boolean {
  return !currency || currency.toLowerCase() === 'usd'
}
