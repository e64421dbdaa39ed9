/** What costs nothing, and what can go wrong with it all the same. */
import { deliver } from './delivery.ts'
import type { Fault, Target } from './faults/fault.ts'
import { requireKey } from './keys.ts'
import type { LedgerRow } from './ledger.ts'
import { createPassage, type Passage } from './passage.ts'
import { Refusal } from './refusal.ts'
import type { Visit } from './routes.ts'

/** How a line of the books is shown; null when it is not. */
export type ShowRow = (row: LedgerRow) => LedgerRow | null

/** An answer behind a key, past the faults scripted for its kind. */
export function faulty(target: Target, answer: (visit: Visit, show: ShowRow) => Response) {
  return async (visit: Visit): Promise<Response> => {
    const { parts, request } = visit
    const { fault, fixed } = await admit(visit, target)
    requireKey(parts.keys, request)
    const show: ShowRow = (row) => fault?.ledgerRow?.(row, parts.clock.now().getTime()) ?? null
    return fixed ?? answer(visit, fault?.ledgerRow ? show : (row) => row)
  }
}

/** Links need no key: whoever has one may follow it until it expires. */
export async function answerMedia(visit: Visit): Promise<Response> {
  const { parts, request, params } = visit
  const { fixed, passage } = await admit(visit, 'media')
  if (fixed) return fixed
  const found = await parts.media.open(params.name ?? '')
  if (found === 'expired') throw new Refusal('FORBIDDEN', 'This link has expired.')
  if (!found) throw new Refusal('NOT_FOUND', 'There is no such picture.')
  const { bytes, format } = found
  const body = deliver([bytes], {
    length: bytes.length,
    passage,
    closing: parts.closing,
    gone: request.signal,
    onEnd: () => undefined,
  })
  return new Response(body, {
    headers: {
      'content-type': `image/${format}`,
      'content-length': String(bytes.length),
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    },
  })
}

type Admission = { fault: Fault | null; passage: Passage; fixed: Response | null }

export async function admit(
  { parts, request }: Pick<Visit, 'parts' | 'request'>,
  target: Target,
): Promise<Admission> {
  const turn = parts.script.arrive(target)
  const fault = turn.early() ?? turn.late(null)
  const passage = createPassage(parts, { fault, prompt: '', gone: request.signal })
  await passage.delay()
  await passage.pass('arrived')
  const fixed = fault?.answers
  return {
    fault,
    passage,
    fixed: fixed ? new Response(fixed.body, { status: fixed.status, headers: fixed.headers }) : null,
  }
}
