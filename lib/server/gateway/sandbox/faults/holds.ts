/** Named points at which a test can stop a call, do something, and let it go on. */
import type { Stage } from './fault.ts'

export type Hold = {
  /** Settles when a call has come to the point and waits there. */
  reached: Promise<void>
  /** True once `reached` has settled. */
  isReached(): boolean
  release(): void
}

export type Holds = ReturnType<typeof createHolds>

type OpenHold = { stage: Stage; prompt: string; taken: boolean; reach: () => void; released: Promise<void> }

export function createHolds() {
  const open = new Set<OpenHold>()
  const releases = new Set<() => void>()

  return {
    /** Stops the next call whose prompt contains `prompt` when it comes to `stage`; one call, once. */
    add(stage: Stage, prompt = ''): Hold {
      const reached = Promise.withResolvers<void>()
      const released = Promise.withResolvers<void>()
      const hold: OpenHold = {
        stage,
        prompt,
        taken: false,
        reach: reached.resolve,
        released: released.promise,
      }
      open.add(hold)
      const release = () => {
        open.delete(hold)
        releases.delete(release)
        released.resolve()
      }
      releases.add(release)
      return { reached: reached.promise, isReached: () => hold.taken, release }
    },

    async wait(stage: Stage, prompt: string): Promise<void> {
      const hold = [...open].find((one) => !one.taken && one.stage === stage && prompt.includes(one.prompt))
      if (!hold) return
      hold.taken = true
      hold.reach()
      await hold.released
    },

    releaseAll(): void {
      for (const release of [...releases]) release()
    },
  }
}
