import 'server-only'
import { AppError } from '#lib/shared/errors.ts'
import { startDeadline } from '../deadline.ts'
import { type Address, type Ask, askOnce } from './ask.ts'
import type { Line } from './line.ts'

/** `json` is undefined when the body is not JSON, or more of it than an answer to such a question can be. */
export type SmallAnswer = { status: number; headers: Headers; json: unknown; isTooLarge: boolean }

const lightCallMs = 15_000
const maxBytes = 4 * 1024 * 1024

/** A question that costs nothing. Throws when there was no answer at all. */
export async function askLightly(
  { line, address }: { line: Line; address: Address },
  signal: AbortSignal,
  ask: Ask,
): Promise<SmallAnswer> {
  using deadline = startDeadline(signal, lightCallMs)
  try {
    const { status, headers, body } = await askOnce({ line, ...address }, deadline.signal, ask)
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.byteLength
      if (size > maxBytes) return { status, headers, json: undefined, isTooLarge: true }
      chunks.push(chunk)
    }
    return { status, headers, json: parseJson(Buffer.concat(chunks).toString('utf8')), isTooLarge: false }
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('gateway_unavailable', 'The image gateway does not answer.', { cause: error })
  }
}

/** The answer's JSON; throws for every answer that is not one of success. */
export function requireSuccess({ status, json }: SmallAnswer): unknown {
  if (status >= 200 && status < 300 && json !== undefined) return json
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    throw new AppError('gateway_rejected', 'The image gateway refused the request.')
  }
  throw new AppError('gateway_unavailable', 'The image gateway cannot answer at the moment.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
