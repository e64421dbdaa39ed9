import type { AnswerHead } from './answer-head.ts'

/** How long the gateway asks to wait, from the moment it answered; null when it does not say so in a way that makes sense. */
export function readRetryAfterMs({ headers, receivedAt }: AnswerHead): number | null {
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000)
  // A date is one of the gateway's clock, which need not be ours.
  const until = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  const answeredAt = Date.parse(headers.date ?? receivedAt ?? '')
  const afterMs = until - answeredAt
  return Number.isFinite(afterMs) && afterMs >= 0 ? afterMs : null
}
