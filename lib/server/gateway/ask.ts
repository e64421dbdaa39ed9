import 'server-only'
import OpenAI from 'openai'
import type { Answer, Line } from './line.ts'
import type { Secret } from './secret.ts'

/** Where the gateway is and what opens it. */
export type Address = { baseUrl: URL; secret: Secret }

/** What is asked, in the SDK's terms. */
export type Ask = (client: OpenAI) => { asResponse(): Promise<Response> }

/**
 * One request through the SDK, sent once. The SDK never has the key, so nothing it throws or prints can show it. Nor is
 * it shown the answer: it would read a refusal whole into memory and throw it as an error.
 */
export async function askOnce(
  { line, baseUrl, secret }: Address & { line: Line },
  signal: AbortSignal,
  ask: Ask,
): Promise<Answer> {
  let answer: Answer | undefined
  const client = new OpenAI({
    baseURL: baseUrl.href.replace(/\/$/, ''),
    apiKey: 'held by the line',
    // A call that broke off may have been carried out: whether to ask again is never for the SDK to decide.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    async fetch(input, init) {
      const request = new Request(input, { ...init, signal, redirect: 'manual' })
      if (new URL(request.url).origin !== baseUrl.origin) throw new Error('The key is for one origin only.')
      request.headers.set('authorization', `Bearer ${secret.reveal()}`)
      request.headers.set('accept-encoding', 'identity')
      answer = await line.ask(request, signal)
      return new Response(null, { status: 200 })
    },
  })
  await ask(client).asResponse()
  if (!answer) throw new Error('The SDK did not ask.')
  return answer
}
