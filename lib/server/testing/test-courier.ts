import type { GatewayStatus } from '#lib/shared/model.ts'
import type { CourierClient } from '../courier/courier-client.ts'
import type { PriceQuestion } from '../gateway/gateway.ts'

/** The other side of the socket: remembers what it was told, and says what the test decides. */
export type TestCourier = CourierClient & {
  wakes: number
  questions: PriceQuestion[]
  priceMicros: number | null
  status: GatewayStatus
  awake: boolean
  /** What the courier says when it has changed rows. */
  sayChanged(): void
}

export function createTestCourier(): TestCourier {
  const listeners = new Set<() => void>()
  const courier: TestCourier = {
    wakes: 0,
    questions: [],
    priceMicros: 60_000,
    status: { kind: 'sandbox', reachable: true, balanceMicros: 10_000_000 },
    awake: true,
    wake() {
      courier.wakes += 1
    },
    async estimate(question) {
      courier.questions.push(question)
      return courier.priceMicros
    },
    getStatus: async () => courier.status,
    isAwake: async () => courier.awake,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    sayChanged() {
      for (const listener of listeners) listener()
    },
    async [Symbol.asyncDispose]() {},
  }
  return courier
}
