import type { Clock } from '#lib/server/clock.ts'
import type { Ledger } from './ledger.ts'
import type { Media } from './media.ts'
import type { Provider } from './provider.ts'

/** What the routes work with. */
export type SandboxParts = {
  clock: Clock
  keys: 'none' | 'any' | readonly string[]
  latencyMs: number
  closing: AbortSignal
  ledger: Ledger
  media: Media
  provider: Provider
}
