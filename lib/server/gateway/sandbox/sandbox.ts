/**
 * A whole image gateway in one function from `Request` to `Response`: what the studio speaks to without a key, and what
 * tests script to misbehave. It can be handed to the OpenAI client as its `fetch` or put on a port.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, systemClock } from '#lib/server/clock.ts'
import { openLedger } from './ledger.ts'
import { openMedia } from './media.ts'
import { answerRoute } from './routes.ts'
import type { SandboxParts } from './sandbox-parts.ts'
import { sandboxProvider } from './sandbox-provider.ts'

export type SandboxOptions = {
  /** Where its ledger and its pictures live; both survive a restart. */
  folder: string
  clock?: Clock
  /** How long a megapixel seems to take. */
  latencyMs?: number
  /** `plain` pictures cost nothing to draw and are real PNGs all the same. */
  draw?: 'art' | 'plain'
  /** `none` is for embedded use; `any` takes every key that is not empty. */
  keys?: 'none' | 'any' | readonly string[]
  /** Pictures drawn at once. */
  concurrency?: number
  /** Millionths of a US dollar in a new ledger. */
  openingMicros?: number
}

export type Sandbox = AsyncDisposable & {
  /** Takes what `fetch` takes. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
}

export function createSandbox(options: SandboxOptions): Sandbox {
  mkdirSync(options.folder, { recursive: true })
  const clock = options.clock ?? systemClock
  const closing = new AbortController()
  const parts: SandboxParts = {
    clock,
    keys: options.keys ?? 'any',
    latencyMs: options.latencyMs ?? 2000,
    closing: closing.signal,
    ledger: openLedger(join(options.folder, 'ledger.sqlite'), options.openingMicros ?? 1_000_000_000),
    media: openMedia(join(options.folder, 'media'), clock),
    provider: sandboxProvider(),
  }

  return {
    async fetch(input, init) {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init)
      return answerRoute(parts, request)
    },

    async [Symbol.asyncDispose]() {
      closing.abort()
      parts.ledger.close()
    },
  }
}
