import 'server-only'
import OpenAI from 'openai'
import type { Line } from './line.ts'
import type { Secret } from './secret.ts'

/** Where the gateway is and what opens it. */
export type Address = { baseUrl: URL; secret: Secret }

/** An answer of any status, its body not read yet. */
export type Answer = { status: number; headers: Headers; body: ReadableStream<Uint8Array> | null }

/**
 * One request through the SDK, sent once. The SDK never has the key, so nothing it throws or prints can show it; and it
 * is told that every answer is a success, because it would read a refusal whole into memory and throw it as an error.
 */
export async function askOnce(
  line: Line,
  { baseUrl, secret }: Address,
  ask: (client: OpenAI) => { asResponse(): Promise<Response> },
): Promise<Answer> {
  let status = 0
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
      const request = new Request(input, { ...init, redirect: 'manual' })
      if (new URL(request.url).origin !== baseUrl.origin) throw new Error('The key is for one origin only.')
      request.headers.set('authorization', `Bearer ${secret.reveal()}`)
      request.headers.set('accept-encoding', 'identity')
      const response = await line.ask(request)
      status = response.status
      return new Response(response.body, { status: 200, headers: response.headers })
    },
  })
  const response = await ask(client).asResponse()
  return { status, headers: response.headers, body: response.body }
}
