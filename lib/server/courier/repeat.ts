import type { Log } from '../log.ts'
import type { Alarm } from './alarm.ts'

const pauseAfterTroubleMs = 2000

/**
 * Does a step again and again until the signal: after as many milliseconds as it returns, or when the alarm rings. A
 * step that throws is logged and repeated, because the courier must outlive a database that is busy for once.
 */
export async function repeat(
  step: () => Promise<number>,
  { alarm, until, log }: { alarm: Alarm; until: AbortSignal; log: Log },
): Promise<void> {
  until.addEventListener('abort', () => alarm.ring(), { once: true })
  while (!until.aborted) {
    const waitMs = await step().catch((error: unknown) => {
      log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'a step failed')
      return pauseAfterTroubleMs
    })
    if (!until.aborted) await alarm.wait(waitMs)
  }
}
