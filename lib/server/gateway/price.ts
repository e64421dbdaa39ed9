import 'server-only'
import * as z from 'zod/mini'
import type { Log } from '../log.ts'
import { type AskAccount, readBalance } from './account.ts'
import type { Address } from './ask.ts'
import type { Gateway, PriceQuestion } from './gateway.ts'
import { askLightly, type SmallAnswer } from './light-call.ts'
import type { Line } from './line.ts'
import { readMicros } from './money.ts'

type Pricing = {
  kind: Gateway['kind']
  address: Address
  openLine: () => Line
  askAccount: AskAccount
  log: Log
}

/**
 * Asks for prices by dry runs. A gateway that does not know them would make pictures and charge for them, so one that is
 * only said to be compatible is first asked something only Lumenfall's knows, and one that was caught is not asked again.
 */
export function createPricing({ kind, address, openLine, askAccount, log }: Pricing): Gateway['estimate'] {
  let isTrusted = kind !== 'custom'
  let isCaught = false

  return async (question, signal) => {
    try {
      if (isCaught) return null
      isTrusted ||= (await readBalance(askAccount, address.baseUrl, signal)).isLumenfall
      if (!isTrusted) return null
      const reading = await askForPrice({ address, openLine }, question, signal)
      if (reading.kind === 'carried_out') {
        isCaught = true
        log.warn('the gateway carried out a dry run: it will not be asked for prices again')
      }
      return reading.kind === 'price' ? reading.micros : null
    } catch {
      return null
    }
  }
}

async function askForPrice(
  { address, openLine }: Pick<Pricing, 'address' | 'openLine'>,
  question: PriceQuestion,
  signal: AbortSignal,
): Promise<DryRunReading> {
  await using line = openLine()
  const answer = await askLightly({ line, address }, signal, (client) =>
    client.images.generate(toPriceBody(question), { query: { dryRun: 'true' } }),
  )
  return readDryRun(answer)
}

const DryRun = z.object({
  estimated: z.literal(true),
  total_cost_micros: z.unknown(),
  currency: z.nullish(z.string()),
  // What only a call that was carried out has.
  data: z.optional(z.never()),
  id: z.optional(z.never()),
})

type DryRunReading = { kind: 'price'; micros: number } | { kind: 'none' } | { kind: 'carried_out' }

/** Reads the answer to a dry run; `carried_out` when the gateway seems to have made pictures instead. */
function readDryRun({ status, json, isTooLarge }: SmallAnswer): DryRunReading {
  if (status < 200 || status >= 300) return { kind: 'none' }
  const dryRun = DryRun.safeParse(json)
  if (!dryRun.success) {
    const hasPictures = typeof json === 'object' && json !== null && 'data' in json
    return { kind: hasPictures || isTooLarge ? 'carried_out' : 'none' }
  }
  const micros = readMicros(dryRun.data.total_cost_micros)
  const isDollars = !dryRun.data.currency || dryRun.data.currency.toLowerCase() === 'usd'
  return micros === null || !isDollars ? { kind: 'none' } : { kind: 'price', micros }
}

function toPriceBody(question: PriceQuestion) {
  return {
    ...question.extra,
    model: question.model,
    prompt: question.prompt,
    size: `${question.size.width}x${question.size.height}`,
    n: question.n,
    response_format: 'b64_json' as const,
    output_format: 'png' as const,
  }
}
