/** A paid call from the moment it is understood: afforded, drawn, billed, answered, in this order. */
import { setTimeout as wait } from 'node:timers/promises'
import { megapixel } from '#lib/shared/sizing.ts'
import { callHeaders, toImageAnswer } from './image-answer.ts'
import { makePictures, type PlannedCall } from './image-call.ts'
import type { Passage } from './passage.ts'
import { Refusal } from './refusal.ts'
import type { SandboxParts } from './sandbox-parts.ts'

export type PaidCall = {
  id: string
  call: PlannedCall
  passage: Passage
  startedAtMs: number
  origin: string
  gone: AbortSignal
}

export async function carryOut(parts: SandboxParts, paid: PaidCall): Promise<Response> {
  const { passage } = paid
  assertAffordable(parts, paid)
  const fixed = passage.fault?.answers
  if (!fixed) return work(parts, paid)
  if (passage.fault?.worksOn) parts.track(work(parts, paid).then((answer) => answer.body?.cancel()))
  else bookFixedAnswer(parts, paid)
  return new Response(fixed.body, {
    status: fixed.status,
    headers: { ...callHeaders(parts, paid.id, paid.call), ...fixed.headers },
  })
}

function bookFixedAnswer(parts: SandboxParts, { id, call, passage }: PaidCall): void {
  const { answers, charges } = passage.fault ?? {}
  const micros =
    charges === 'all' ? call.costMicros : charges === 'part' ? Math.floor(call.costMicros / 2) : 0
  if (micros > 0) parts.ledger.bill(id, micros, parts.clock.now().getTime())
  parts.ledger.set(id, {
    status: (answers?.status ?? 500) >= 500 || charges === 'all' ? 'upstream_failure' : 'rejected',
    error_code: answers?.code ?? null,
  })
}

async function work(parts: SandboxParts, paid: PaidCall): Promise<Response> {
  const { id, call, passage } = paid
  const bill = () => parts.ledger.bill(id, call.costMicros, parts.clock.now().getTime())
  if (parts.billing === 'on_accept') bill()
  const [pictures] = await Promise.all([makePictures(call, parts.provider), seemToWork(parts, call)])
  await passage.pass('before_billing')
  const now = parts.clock.now().getTime()
  if (parts.billing === 'on_complete') bill()
  parts.ledger.set(id, {
    status: 'completed',
    completed_at_ms: now,
    duration_ms: now - paid.startedAtMs,
  })
  await passage.pass('after_billing')
  const answer = await toImageAnswer(parts, {
    ...paid,
    pictures,
    onDelivered: () => parts.billing === 'on_full_delivery' && bill(),
  })
  await passage.pass('before_headers')
  return answer
}

/** A megapixel takes its time, some more and some less, so that a studio shows what it will show with a real one. */
async function seemToWork(parts: SandboxParts, { size, normalised }: PlannedCall): Promise<void> {
  const seed = Number(normalised.report.seed?.used ?? 0)
  const luck = 0.75 + 0.5 * ((seed * 0.618_034) % 1)
  const ms = (luck * parts.latencyMs * size.width * size.height) / megapixel
  if (ms > 0) await wait(ms, undefined, { signal: parts.closing })
}

function assertAffordable(parts: SandboxParts, { id, call }: PaidCall): void {
  const available = call.costMicros === 0 ? null : parts.ledger.reserve(id, call.costMicros)
  if (available === null) return
  const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`
  throw new Refusal(
    'INSUFFICIENT_BALANCE',
    `This request needs ${dollars(call.costMicros)}; ${dollars(available)} is available.`,
  )
}
