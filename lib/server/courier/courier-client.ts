import 'server-only'
import { Pool } from 'undici'
import type * as z from 'zod/mini'
import { Estimate, GatewayStatus } from '#lib/shared/model.ts'
import type { Config } from '../config.ts'
import type { PriceQuestion } from '../gateway/gateway.ts'
import type { Log } from '../log.ts'
import { followChanges } from './follow-changes.ts'
import { courierSocketPath } from './socket-path.ts'

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

type Question = { method: 'GET' | 'POST'; path: string; body?: unknown }

const patienceMs = 3000

export function connectCourier(config: Config, log: Log): CourierClient {
  const pool = new Pool('http://courier', { socketPath: courierSocketPath(config), connections: 8 })
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  const following = followChanges(pool, { signal: closing.signal, log, onChange: () => tellAll(listeners) })

  /** Null when the courier does not answer in time, or at all. */
  async function ask<T>(schema: z.ZodMiniType<T>, { method, path, body }: Question): Promise<T | null> {
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patienceMs)])
      const text = body === undefined ? undefined : JSON.stringify(body)
      const answer = await pool.request({ method, path, body: text, signal })
      return schema.parse(await answer.body.json())
    } catch (error) {
      log.debug({ path, name: error instanceof Error ? error.name : 'unknown' }, 'the courier did not answer')
      return null
    }
  }

  async function knock(path: string): Promise<boolean> {
    try {
      const answer = await pool.request({ method: 'POST', path, signal: AbortSignal.timeout(patienceMs) })
      await answer.body.dump()
      return true
    } catch {
      return false
    }
  }

  return {
    wake: () => void knock('/wake'),
    // To be told to look for work does no harm, and an answer says all that is asked.
    isAwake: () => knock('/wake'),
    async estimate(question) {
      return (
        (await ask(Estimate, { method: 'POST', path: '/estimates', body: question }))?.totalMicros ?? null
      )
    },
    async getStatus() {
      const unreachable = { kind: config.gateway.kind, reachable: false, balanceMicros: null }
      return (await ask(GatewayStatus, { method: 'GET', path: '/status' })) ?? unreachable
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      await following
      await pool.destroy()
    },
  }
}

function tellAll(listeners: Set<() => void>): void {
  for (const listener of listeners) listener()
}
