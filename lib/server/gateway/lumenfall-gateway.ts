import 'server-only'
import { createEgress } from '../egress.ts'
import type { Log } from '../log.ts'
import { type AskAccount, findInLedger, readBalance, readCatalogue } from './account.ts'
import type { Address } from './ask.ts'
import type { Gateway } from './gateway.ts'
import { askLightly } from './light-call.ts'
import { type Line, openLocalLine, openNetworkLine } from './line.ts'
import { sendPaidCall } from './paid-call.ts'
import { createPricing } from './price.ts'
import type { Secret } from './secret.ts'

export type LumenfallOptions = {
  kind: Gateway['kind']
  baseUrl: URL
  secret: Secret
  limits: { deadlineMs: number; maxAnswerBytes: number }
  mediaHosts: readonly string[]
  log: Log
  /** The embedded gateway. With it, nothing goes over the network. */
  fetch?: (request: Request) => Promise<Response>
}

const mediaTimeoutMs = 120_000
const lightTimeoutMs = 20_000

/** Lumenfall's OpenAI-compatible gateway, and any other that speaks the same. */
export function lumenfallGateway(options: LumenfallOptions): Gateway {
  const { kind, baseUrl, limits, log } = options
  const address: Address = { baseUrl, secret: options.secret }
  const openLine = (timeoutMs = lightTimeoutMs): Line =>
    options.fetch ? openLocalLine(options.fetch) : openNetworkLine(timeoutMs)
  const egress = createEgress({
    allowedHosts: options.mediaHosts,
    ownOrigin: baseUrl.origin,
    ownLine: options.fetch && openLocalLine(options.fetch),
    maxBytes: limits.maxAnswerBytes,
    timeoutMs: mediaTimeoutMs,
    maxRedirects: 3,
  })

  const askAccount: AskAccount = async (url, signal) => {
    await using line = openLine()
    return await askLightly({ line, address }, signal, (client) => client.get(url.href))
  }

  return {
    kind,
    async generate(call, answerFile, signal) {
      await using line = openLine(call.deadlineMs)
      const exchange = await sendPaidCall(
        call,
        { line, address, answerFile, maxAnswerBytes: limits.maxAnswerBytes },
        signal,
      )
      log.debug({ traceId: call.traceId, exchange }, 'exchange ended')
      return exchange
    },
    fetchMedia: (url, file, signal) => egress.fetchToFile(url, file, signal),
    estimate: createPricing({ kind, address, openLine, askAccount, log }),
    listModels: (signal) => readCatalogue(askAccount, baseUrl, signal),
    getBalanceMicros: async (signal) => (await readBalance(askAccount, baseUrl, signal)).micros,
    findRequest: (traceId, since, signal) => findInLedger(askAccount, { baseUrl, traceId, since }, signal),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
