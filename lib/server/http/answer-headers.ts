import 'server-only'

/** On every answer of the API: nobody keeps it, frames it, runs it, or reads it from another site. */
export const answerHeaders = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Fills in what the answer does not say itself. */
export function withAnswerHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(answerHeaders)) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}
