import { createAlarm } from './alarm.ts'
import { claimDue } from './claim.ts'
import type { CourierParts } from './courier-parts.ts'
import { type Crew, createCrew } from './crew.ts'
import { reconcileUnknown } from './reconcile.ts'
import { recoverAttempts } from './recover.ts'
import { repeat } from './repeat.ts'

/** The one process that spends money. It uses the parts it was given, and leaves them to whoever made them. */
export interface Courier {
  /** New work may be waiting. */
  wake(): void
  /** Takes no new work, and resolves when what is in flight has been answered and kept. */
  drain(): Promise<void>
  /** Waits for the calls in flight no longer: the ledger is asked about them when the next courier starts. */
  halt(): void
}

const finishEveryMs = 2000
/** Changes older than this many are forgotten; who has missed more asks for everything again. */
const keptChanges = 10_000

export async function startCourier(parts: CourierParts): Promise<Courier> {
  const { log } = parts
  await recoverAttempts(parts)

  const owner = `courier-${process.pid}-${crypto.randomUUID().slice(0, 8)}`
  const [draining, halted, idle] = [new AbortController(), new AbortController(), new AbortController()]
  const [work, ledger] = [createAlarm(), createAlarm()]
  const signals = { draining: draining.signal, halted: halted.signal }
  const crew = createCrew(parts, signals, { onFreed: work.ring, onUnknown: ledger.ring })

  const untilDrained = { until: draining.signal, log }
  const loops = [
    repeat(() => claimDue(parts, crew, owner), { alarm: work, ...untilDrained }),
    repeat(() => finishReceived(parts, crew), { alarm: createAlarm(), ...untilDrained }),
    repeat(() => askLedger(parts, draining.signal), { alarm: ledger, ...untilDrained }),
  ]
  // Leases are held on to until the last call has been answered, so this outlives the drain.
  const beating = repeat(() => holdLeases(parts, owner), { alarm: createAlarm(), until: idle.signal, log })

  return {
    wake: work.ring,
    async drain() {
      draining.abort()
      await Promise.all(loops)
      await crew.finish()
      idle.abort()
      await beating
    },
    halt: () => halted.abort(),
  }
}

/** What was received and not kept yet, by this courier or an earlier one. */
async function finishReceived({ store, config }: CourierParts, crew: Crew): Promise<number> {
  const hands = 2 * config.limits.concurrency
  for (const state of ['stored', 'received'] as const) {
    for (const attempt of await store.queue.listInState(state, 100)) {
      if (crew.size < hands) crew.settle(attempt)
    }
  }
  return finishEveryMs
}

async function askLedger(parts: CourierParts, signal: AbortSignal): Promise<number> {
  await reconcileUnknown(parts, signal)
  await parts.store.changes.prune(keptChanges)
  return parts.config.limits.reconcileEveryMs
}

/** A lease that is lost all the same does no harm: the step to `dispatched` asks for it once more. */
async function holdLeases({ store, clock, config, log }: CourierParts, owner: string): Promise<number> {
  const { leaseMs } = config.limits
  await store.queue.heartbeat(owner, clock.now(), leaseMs)
  const expired = await store.queue.expireLeases(clock.now())
  if (expired > 0) log.warn({ expired }, 'leases have run out')
  return leaseMs / 3
}
