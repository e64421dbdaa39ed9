/** Sandboxes for tests: each with a folder of its own, pictures that cost nothing, and no waiting. */
import 'server-only'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { onTestFinished } from 'vitest'
import { createSandbox, type SandboxOptions } from '../gateway/sandbox/sandbox.ts'
import { type ServeOptions, serveSandbox } from '../gateway/sandbox/serve-sandbox.ts'

export const baseUrl = 'http://sandbox.local/openai/v1'

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function aSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({
    folder: await aFolder(),
    latencyMs: 0,
    draw: 'plain',
    keys: 'none',
    ...options,
  })
  onTestFinished(() => sandbox[Symbol.asyncDispose]())
  return sandbox
}

export async function aServedSandbox(options: Partial<ServeOptions> = {}) {
  const served = await serveSandbox({ folder: await aFolder(), latencyMs: 0, draw: 'plain', ...options })
  onTestFinished(() => served.close())
  const client = new OpenAI({
    baseURL: `${served.url}/openai/v1`,
    apiKey: 'lmnfl_test.key',
    maxRetries: 0,
  })
  return { ...served, client }
}

type Wish = Record<string, unknown>

export function aWish(wish: Wish = {}): Wish {
  return {
    model: 'flux.2-flex',
    prompt: 'A lighthouse',
    size: '256x256',
    response_format: 'b64_json',
    ...wish,
  }
}

/** A POST of JSON, as `fetch` takes it. */
export function posted(wish: Wish = aWish(), init: RequestInit = {}): RequestInit {
  return {
    method: 'POST',
    body: JSON.stringify(wish),
    ...init,
    headers: { 'content-type': 'application/json', authorization: 'Bearer test', ...init.headers },
  }
}

/** How much of a body came, and how it ended. */
export async function readAll(response: Response): Promise<{ size: number; error: unknown }> {
  let size = 0
  try {
    for await (const chunk of response.body ?? []) size += chunk.byteLength
    return { size, error: null }
  } catch (error) {
    return { size, error }
  }
}
