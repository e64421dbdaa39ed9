import * as z from 'zod/mini'

// The first line of an answer file: what the wire said beside the body, as far as it is needed to tell what happened.
const keptHeaders = [
  'content-type',
  'date',
  'retry-after',
  'x-lumenfall-model',
  'x-lumenfall-provider',
  'x-lumenfall-request-id',
  'x-request-id',
]

export const AnswerHead = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  traceId: z.string(),
  receivedAt: z.optional(z.iso.datetime()),
})
export type AnswerHead = z.infer<typeof AnswerHead>

export function writeAnswerHead(answer: { status: number; headers: Headers }, traceId: string): string {
  const headers: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = answer.headers.get(name)
    if (value !== null) headers[name] = value.slice(0, 500)
  }
  const head: AnswerHead = { status: answer.status, headers, traceId, receivedAt: new Date().toISOString() }
  return `${JSON.stringify(head)}\n`
}

/** Null when the line is not one the studio wrote. */
export function readAnswerHead(line: string): AnswerHead | null {
  try {
    return AnswerHead.parse(JSON.parse(line))
  } catch {
    return null
  }
}
