import 'server-only'
import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { type Deadline, startDeadline } from '../deadline.ts'
import { DiskRefused, TooManyBytes, writeWholeFile } from '../whole-file.ts'
import { writeAnswerHead } from './answer-head.ts'
import { type Address, askOnce } from './ask.ts'
import type { Exchange, PaidCall } from './gateway.ts'
import { codeOf, type Line, NotConnected } from './line.ts'

export type Spending = {
  line: Line
  address: Address
  answerFile: string
  maxAnswerBytes: number
}

/** Sends a call that costs money, once, and keeps whatever comes back as it came. */
export async function sendPaidCall(
  call: PaidCall,
  spending: Spending,
  signal: AbortSignal,
): Promise<Exchange> {
  const { line, address, answerFile, maxAnswerBytes } = spending
  const part = `${answerFile.replace(/\.answer$/, '')}.part`
  using deadline = startDeadline(signal, call.deadlineMs)
  try {
    // Nothing is spent when there is nowhere to put what it buys.
    await writeFile(part, '', { mode: 0o600 })
  } catch {
    return { kind: 'unsent', reason: 'stopped' }
  }
  try {
    deadline.signal.throwIfAborted()
    const answer = await askOnce({ line, ...address }, deadline.signal, (client) =>
      client.images.generate(toBody(call), { headers: { traceparent: toTraceparent(call.traceId) } }),
    )
    if (answer.status >= 300 && answer.status < 400) return { kind: 'broken', reason: 'redirect' }
    const head = writeAnswerHead(answer, call.traceId)
    await writeWholeFile({ file: answerFile, part, head, maxBytes: maxAnswerBytes }, answer.body)
    return { kind: 'answered' }
  } catch (error) {
    return toExchange(error, line, deadline)
  } finally {
    await rm(part, { force: true }).catch(() => undefined)
  }
}

function toBody(call: PaidCall) {
  return {
    // First, so that nothing passed through can stand in the place of what the studio sets itself.
    ...call.extra,
    model: call.model,
    prompt: call.prompt,
    size: `${call.size.width}x${call.size.height}`,
    seed: call.seed,
    n: 1,
    response_format: 'b64_json' as const,
    output_format: 'png' as const,
    user: call.user,
  }
}

/** W3C Trace Context: the gateway's ledger keeps the trace id, which is how a lost call is found again. */
function toTraceparent(traceId: string): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`
}

function toExchange(error: unknown, line: Line, deadline: Deadline): Exchange {
  for (const cause of causesOf(error)) {
    if (cause instanceof NotConnected) return { kind: 'unsent', reason: cause.fault }
    if (codeOf(cause) === 'ECONNREFUSED') return { kind: 'unsent', reason: 'refused' }
    if (cause instanceof DiskRefused) return { kind: 'broken', reason: 'disk' }
    if (cause instanceof TooManyBytes) return { kind: 'broken', reason: 'too_large' }
  }
  if (!line.isConnected()) return { kind: 'unsent', reason: 'stopped' }
  if (deadline.hasPassed() || isTimeout(error)) return { kind: 'broken', reason: 'timeout' }
  if (deadline.signal.aborted) return { kind: 'broken', reason: 'aborted' }
  return { kind: 'broken', reason: 'reset' }
}

function isTimeout(error: unknown): boolean {
  return causesOf(error).some((cause) => /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(codeOf(cause)))
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = []
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause)
    causes.push(cause)
  return causes
}
