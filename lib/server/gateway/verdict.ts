import type { Charged, FailureCode } from '#lib/shared/attempt.ts'
import { type GatewayError, type ReadBody, readAnswerBody } from './answer-body.ts'
import type { AnswerHead } from './answer-head.ts'
import type { Scan } from './answer-scanner.ts'
import type { AnswerFacts, Verdict } from './gateway.ts'
import { readRetryAfterMs } from './retry-after.ts'

type Final = { code: FailureCode; charged: Charged }

/** What an answer means. `picture` is where its first picture was written to, if it had one. */
export function toVerdict(head: AnswerHead, scan: Scan, picture: string): Verdict {
  const body = readAnswerBody(head, scan.json)
  if (head.status >= 200 && head.status < 300) return judgeSuccess(scan, body, picture)
  return judgeRefusal(head, body)
}

function judgeSuccess(scan: Scan, body: ReadBody, picture: string): Verdict {
  const { facts, error, link } = body
  if (scan.state !== 'whole') {
    return unclear(scan.state === 'cut' ? 'answer_cut' : 'answer_unreadable', facts)
  }
  if (scan.picture === 'valid') return { kind: 'image', source: { kind: 'file', path: picture }, ...facts }
  if (scan.picture === 'invalid') {
    return { kind: 'failed', code: 'image_unreadable', charged: chargedBy(facts, 'unclear'), ...facts }
  }
  if (link) return { kind: 'image', source: { kind: 'link', url: link }, ...facts }
  // What the gateway refuses by name is refused; any other success without a picture may well have been charged.
  const final = error && refusalByCode(error)
  if (final) return failed(final, facts)
  const code = error ? 'provider_failed' : 'no_image'
  if (facts.costMicros === null) return unclear(code, facts)
  return { kind: 'failed', code, charged: chargedBy(facts, 'unclear'), ...facts }
}

function judgeRefusal(head: AnswerHead, { facts, error, hasEnvelope }: ReadBody): Verdict {
  const { status } = head
  if (status === 429 || status === 503) {
    const code = status === 429 ? 'rate_limited' : 'provider_failed'
    if (!hasEnvelope) return unclear(status === 429 ? code : 'no_answer', facts)
    if (facts.costMicros) return failed({ code, charged: 'yes' }, facts)
    return { kind: 'again', afterMs: readRetryAfterMs(head), ...facts }
  }
  const final = refusalByStatus(status, error)
  if (final) return failed(final, facts)
  if (status >= 500 && hasEnvelope && error) return judgeProviderFailure(error, facts)
  return unclear('no_answer', facts)
}

// Statuses that say by themselves that nothing was made; whoever sent them, the gateway or something before it.
const finalStatuses: Record<number, FailureCode> = {
  400: 'rejected',
  401: 'key_refused',
  402: 'out_of_credit',
  403: 'forbidden',
  404: 'model_unavailable',
  405: 'rejected',
  413: 'rejected',
  415: 'rejected',
  422: 'rejected',
}

function refusalByStatus(status: number, error: GatewayError | null): Final | null {
  const code = finalStatuses[status]
  return code ? ((error && moderatedBy(error)) ?? { code, charged: 'no' }) : null
}

const finalCodes: Record<string, FailureCode> = {
  AUTHENTICATION_FAILED: 'key_refused',
  INSUFFICIENT_BALANCE: 'out_of_credit',
  INVALID_REQUEST: 'rejected',
  MODEL_NOT_FOUND: 'model_unavailable',
  MODEL_DISABLED: 'model_unavailable',
}

function refusalByCode(error: GatewayError): Final | null {
  const code = finalCodes[error.code ?? '']
  return moderatedBy(error) ?? (code ? { code, charged: 'no' } : null)
}

function judgeProviderFailure(error: GatewayError, facts: AnswerFacts): Verdict {
  const code = moderatedBy(error)?.code ?? 'provider_failed'
  // Each of the providers that were tried may have charged for its part: only the ledger has the sum.
  if (error.code === 'ALL_PROVIDERS_EXHAUSTED' && facts.costMicros === null) return unclear(code, facts)
  return failed({ code, charged: 'unclear' }, facts)
}

const moderation =
  /content[_ ]policy|content[_ ]filter|moderation_blocked|(request|content|input|output|image|prompt) (was |is )?moderated|image_safety|safety system|safety_violations/i
const moderatedOutput = /content moderated|output|generated (image|content)|image_safety/i

function moderatedBy({ code, type, message }: GatewayError): Final | null {
  const words = `${code ?? ''} ${type ?? ''} ${message}`
  if (!moderation.test(words)) return null
  // A picture that was held back had been made first; some providers charge for that.
  if (moderatedOutput.test(words)) return { code: 'moderated_output', charged: 'unclear' }
  return { code: 'moderated_input', charged: 'no' }
}

function failed({ code, charged }: Final, facts: AnswerFacts): Verdict {
  return { kind: 'failed', code, charged: chargedBy(facts, charged), ...facts }
}

function unclear(code: FailureCode, facts: AnswerFacts): Verdict {
  return { kind: 'unclear', code, ...facts }
}

/** A price that was named decides; without one, what such an answer usually means. */
function chargedBy({ costMicros }: AnswerFacts, otherwise: Charged): Charged {
  if (costMicros === null) return otherwise
  return costMicros > 0 ? 'yes' : 'no'
}
