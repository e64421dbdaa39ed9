import type { GatewayStatus } from '#lib/shared/model.ts'
import type { PriceQuestion } from '../gateway/gateway.ts'

/** The courier as the web process sees it: over a Unix socket, and without the key. */
export interface CourierClient extends AsyncDisposable {
  /** New work is waiting. Lost words do no harm: the courier looks by itself every second. */
  wake(): void
  estimate(question: PriceQuestion): Promise<number | null>
  getStatus(): Promise<GatewayStatus>
  /** Whether the courier itself answers, whatever its gateway does: for the health check. */
  isAwake(): Promise<boolean>
  /** Called when the courier says that rows have changed, and after each reconnection. Returns the way to stop. */
  subscribe(listener: () => void): () => void
}
