import type { Clock } from '#lib/server/clock.ts'
import type { Holds } from './faults/holds.ts'
import type { Script } from './faults/script.ts'
import type { Ledger } from './ledger.ts'
import type { Media } from './media.ts'
import type { Provider } from './provider.ts'

/** What the routes work with. */
export type SandboxParts = {
  clock: Clock
  keys: 'none' | 'any' | readonly string[]
  latencyMs: number
  billing: BillingMode
  ledger: Ledger
  media: Media
  provider: Provider
  script: Script
  holds: Holds
  /** Aborted when the sandbox closes: whatever waits, stops waiting, and writes nothing more. */
  closing: AbortSignal
  /** Work that goes on behind an answer, to be waited for before the ledger is closed. */
  track(work: Promise<unknown>): void
}

/** When a call is charged: real gateways differ, and say little. */
export type BillingMode = 'on_accept' | 'on_complete' | 'on_full_delivery'
