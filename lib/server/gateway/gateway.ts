import type { Charged, FailureCode } from '#lib/shared/attempt.ts'
import type { PixelSize } from '#lib/shared/image.ts'
import type { GatewayStatus } from '#lib/shared/model.ts'

/**
 * The paid world outside. Faults of a paid call are values here, not exceptions. The light calls throw an `AppError`
 * (`gateway_unavailable`, `gateway_rejected`) when the gateway could not be asked, which is never the same as null.
 */
export interface Gateway extends AsyncDisposable {
  readonly kind: GatewayStatus['kind']
  /**
   * Sends one paid call, once, and streams whatever comes back to `answerFile`, which exists under that name only when
   * it is whole and synced. Never sends again by itself.
   */
  generate(call: PaidCall, answerFile: string, signal: AbortSignal): Promise<Exchange>
  /** Takes a picture from a link in an answer to `file`, through the guarded egress only. */
  fetchMedia(url: string, file: string, signal: AbortSignal): Promise<MediaFetch>
  /** What a call would cost, from the gateway's dry run; null when it cannot say. Nothing is spent, and nothing thrown. */
  estimate(call: PriceQuestion, signal: AbortSignal): Promise<number | null>
  /** The slugs of the catalogue. */
  listModels(signal: AbortSignal): Promise<string[]>
  /** Millionths of a US dollar; null when the gateway does not say. */
  getBalanceMicros(signal: AbortSignal): Promise<number | null>
  /** What the gateway's ledger says about the call with this trace; null when it has no such call (yet). */
  findRequest(traceId: string, since: Date, signal: AbortSignal): Promise<LedgerEntry | null>
}

export type PaidCall = {
  /** 32 hex digits, fresh for each attempt: what the ledger is asked by. */
  traceId: string
  /** Who asked, for the gateway's own books; an id, never a name. */
  user: string
  model: string
  prompt: string
  size: PixelSize
  seed: number
  extra: Record<string, unknown>
  deadlineMs: number
}

export type PriceQuestion = Pick<PaidCall, 'model' | 'prompt' | 'size' | 'extra'> & { n: number }

/** How an exchange ended on the wire. */
export type Exchange =
  /** A whole answer, of whatever status, is in the answer file. */
  | { kind: 'answered' }
  /** It failed before the first byte of the request: nothing was asked, so it may be tried again. */
  | { kind: 'unsent'; reason: 'name' | 'refused' | 'tls' | 'stopped' }
  /** It failed after that: whether it was carried out, and charged, only the ledger knows. */
  | { kind: 'broken'; reason: 'reset' | 'timeout' | 'redirect' | 'too_large' | 'disk' | 'aborted' }

export type MediaFetch =
  | { kind: 'fetched' }
  | { kind: 'refused' }
  | { kind: 'expired' }
  /** May work later: the link is still good as far as anybody knows. */
  | { kind: 'failed' }

/** What an answer means, once read from its file. */
export type Verdict =
  | ({ kind: 'image'; source: { kind: 'file'; path: string } | { kind: 'link'; url: string } } & AnswerFacts)
  /** Refused without charge, and the gateway asks to come again. */
  | ({ kind: 'again'; afterMs: number | null } & AnswerFacts)
  | ({ kind: 'failed'; code: FailureCode; charged: Charged } & AnswerFacts)
  /** The answer does not say what became of the call: the ledger has to be asked. */
  | ({ kind: 'unclear'; code: FailureCode } & AnswerFacts)

export type AnswerFacts = {
  requestId: string | null
  costMicros: number | null
  provider: string | null
  executedModel: string | null
  revisedPrompt: string | null
  gatewayStatus: number | null
  gatewayCode: string | null
}

export type LedgerEntry = {
  requestId: string
  status: 'completed' | 'pending' | 'processing' | 'upstream_failure' | 'rejected' | 'cancelled' | 'other'
  costMicros: number | null
  errorCode: string | null
}
