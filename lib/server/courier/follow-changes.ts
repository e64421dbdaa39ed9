import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'undici'
import { heartbeatMs } from '#lib/shared/live.ts'
import type { Log } from '../log.ts'

type Following = { signal: AbortSignal; log: Log; onChange(): void }

const firstPauseMs = 100
const longestPauseMs = 5000

/** Listens to the courier for as long as the signal lets it, through restarts of the courier. */
export async function followChanges(pool: Pool, { signal, log, onChange }: Following): Promise<void> {
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    try {
      const { body } = await pool.request({
        method: 'GET',
        path: '/changes',
        signal,
        // Two heartbeats that did not come: the courier is there no longer, even if the socket is.
        bodyTimeout: 2.5 * heartbeatMs,
      })
      pauseMs = firstPauseMs
      // Each line is a change but the heartbeat; the first comes at once, since much may have happened meanwhile.
      for await (const chunk of body) if (String(chunk).includes('changed')) onChange()
    } catch (error) {
      if (signal.aborted) return
      log.debug({ name: error instanceof Error ? error.name : 'unknown', pauseMs }, 'the courier is away')
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  }
}
