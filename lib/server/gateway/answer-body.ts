import * as z from 'zod/mini'
import type { AnswerHead } from './answer-head.ts'
import type { AnswerFacts } from './gateway.ts'
import { toMicros } from './money.ts'

// A field of the wrong type counts as one that is not there: what can be read of an answer is worth having.
const text = z.catch(z.nullish(z.string()), null)
const loose = z.optional(z.unknown())

const Metadata = z.object({
  cost: loose,
  cost_currency: text,
  provider: text,
  executed_model: text,
  request_id: text,
})

const ErrorObject = z.object({
  code: text,
  type: text,
  message: text,
  cost: loose,
  metadata: z.catch(z.nullish(Metadata), null),
})

const Item = z.object({
  url: text,
  revised_prompt: text,
  error: loose,
})

const AnswerBody = z.object({
  id: text,
  data: loose,
  error: loose,
  error_code: text,
  error_message: text,
  cost: loose,
  metadata: z.catch(z.nullish(Metadata), null),
})
type AnswerBody = z.infer<typeof AnswerBody>

/** What a gateway says went wrong. `code` is null when it only says so in words. */
export type GatewayError = { code: string | null; type: string | null; message: string }

export type ReadBody = {
  facts: AnswerFacts
  error: GatewayError | null
  /** Whether the error is in the gateway's own envelope, and so is the gateway's own word. */
  hasEnvelope: boolean
  link: string | null
}

export function readAnswerBody(head: AnswerHead, json: unknown): ReadBody {
  const parsed = AnswerBody.safeParse(json)
  const body: AnswerBody | null = parsed.success ? parsed.data : null
  const items = (Array.isArray(body?.data) ? body.data : []).flatMap((item) => {
    const read = Item.safeParse(item)
    return read.success ? [read.data] : []
  })
  const topError = body ? readError(body.error) : null
  const flatError = body?.error_code
    ? { code: body.error_code, type: null, message: body.error_message ?? '' }
    : null
  const itemError = items.map((item) => readError(item.error)).find(Boolean) ?? null
  const error = topError ?? flatError ?? itemError
  return {
    facts: { ...readFacts(head, body), revisedPrompt: readRevisedPrompt(items), gatewayCode: toCode(error) },
    error,
    hasEnvelope: Boolean((topError ?? flatError)?.code || topError?.type),
    link: items.map((item) => item.url).find(Boolean) ?? null,
  }
}

function readError(value: unknown): GatewayError | null {
  if (typeof value === 'string' && value !== '') return { code: null, type: null, message: value }
  const error = ErrorObject.safeParse(value)
  if (!error.success) return null
  const { code, type, message } = error.data
  return { code: code ?? null, type: type ?? null, message: message ?? '' }
}

function readFacts(
  head: AnswerHead,
  body: AnswerBody | null,
): Omit<AnswerFacts, 'revisedPrompt' | 'gatewayCode'> {
  const header = (name: string) => head.headers[name]
  const metadata = body?.metadata
  return {
    requestId: toId(header('x-lumenfall-request-id') ?? metadata?.request_id ?? body?.id),
    costMicros: readCost(body),
    provider: toLabel(metadata?.provider ?? header('x-lumenfall-provider')),
    executedModel: toLabel(metadata?.executed_model ?? header('x-lumenfall-model')),
    gatewayStatus: head.status,
  }
}

function readCost(body: AnswerBody | null): number | null {
  const error = ErrorObject.safeParse(body?.error)
  const inError = error.success ? error.data : null
  const currency = body?.metadata?.cost_currency ?? inError?.metadata?.cost_currency ?? 'USD'
  if (currency.toUpperCase() !== 'USD') return null
  const places = [body?.metadata?.cost, inError?.metadata?.cost, inError?.cost, body?.cost]
  return places.map(toMicros).find((micros) => micros !== null) ?? null
}

function readRevisedPrompt(items: { revised_prompt?: string | null }[]): string | null {
  const revised = items.map((item) => item.revised_prompt).find(Boolean)
  return revised ? revised.slice(0, 32_000).toWellFormed() : null
}

// What comes from outside and is shown or quoted later is a short word, or it is nothing.
function toCode(error: GatewayError | null): string | null {
  const code = error?.code ?? error?.type
  return code && /^[\w.-]{1,64}$/.test(code) ? code : null
}

function toId(value: string | null | undefined): string | null {
  return value && /^[\w.:-]{1,128}$/.test(value) ? value : null
}

function toLabel(value: string | null | undefined): string | null {
  return value && /^[\w .:@/+-]{1,128}$/.test(value) ? value : null
}
