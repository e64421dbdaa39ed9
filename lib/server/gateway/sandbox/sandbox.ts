/**
 * A whole image gateway in one function from `Request` to `Response`: what the studio speaks to without a key, and what
 * tests script to misbehave. It can be handed to the OpenAI client as its `fetch` or put on a port.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, systemClock } from '#lib/server/clock.ts'
import type { Stage } from './faults/fault.ts'
import { createHolds, type Hold } from './faults/holds.ts'
import { createScript, type FaultRule } from './faults/script.ts'
import { type LedgerRow, openLedger } from './ledger.ts'
import { openMedia } from './media.ts'
import { aborted } from './passage.ts'
import { answerRoute } from './routes.ts'
import type { BillingMode, SandboxParts } from './sandbox-parts.ts'
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
  billing?: BillingMode
  /** Pictures drawn at once. */
  concurrency?: number
  /** Millionths of a US dollar in a new ledger. */
  openingMicros?: number
}

export type Sandbox = AsyncDisposable & {
  /** Takes what `fetch` takes, and fails as `fetch` fails. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Replaces the rules by which calls go wrong; counting starts again. */
  script(rules: readonly FaultRule[]): void
  /** Stops the next call whose prompt contains `prompt` at a point on its way. */
  hold(stage: Stage, prompt?: string): Hold
  /** Every call it took, oldest first, with more than the gateway would tell. */
  ledger(): LedgerRow[]
  setBalanceMicros(micros: number): void
}

/** A thousand dollars: nobody should run out of money that is not there. */
const plentyMicros = 1_000_000_000

export function createSandbox(options: SandboxOptions): Sandbox {
  mkdirSync(options.folder, { recursive: true })
  const clock = options.clock ?? systemClock
  const closing = new AbortController()
  const inFlight = new Set<Promise<unknown>>()
  const parts: SandboxParts = {
    clock,
    keys: options.keys ?? 'any',
    latencyMs: options.latencyMs ?? 2000,
    billing: options.billing ?? 'on_complete',
    ledger: openLedger(join(options.folder, 'ledger.sqlite'), options.openingMicros ?? plentyMicros),
    media: openMedia(join(options.folder, 'media'), clock),
    provider: sandboxProvider({ draw: options.draw ?? 'art', concurrency: options.concurrency ?? 2 }),
    script: createScript(),
    holds: createHolds(),
    closing: closing.signal,
    track(work) {
      const settled = work.catch(() => undefined).finally(() => inFlight.delete(settled))
      inFlight.add(settled)
    },
  }
  parts.track(parts.media.sweep())

  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const answer = answerRoute(parts, request)
      parts.track(answer)
      // A caller who goes away is told so at once; the work goes on, as it would at the real gateway.
      return Promise.race([answer, rejectWhenAborted(request.signal)])
    },
    script: parts.script.set,
    hold: parts.holds.add,
    ledger: () => parts.ledger.all(),
    setBalanceMicros: parts.ledger.setBalanceMicros,

    async [Symbol.asyncDispose]() {
      if (closing.signal.aborted) return
      closing.abort()
      parts.holds.releaseAll()
      await Promise.all(inFlight)
      parts.ledger.close()
    },
  }
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  await aborted(signal)
  throw signal.reason
}
