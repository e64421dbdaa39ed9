/** One request on its way through the sandbox, past the points at which it can be held or go wrong. */
import { setTimeout as wait } from 'node:timers/promises'
import { brokenFetch } from './faults/broken-wire.ts'
import type { Fault, Stage } from './faults/fault.ts'
import type { SandboxParts } from './sandbox-parts.ts'

export type Passage = {
  readonly fault: Fault | null
  /** Comes back when nothing is in the way; throws as `fetch` would when the connection breaks here. */
  pass(stage: Stage): Promise<void>
  delay(): Promise<void>
}

type Traveller = { fault: Fault | null; prompt: string; gone: AbortSignal }

export function createPassage(parts: SandboxParts, { fault, prompt, gone }: Traveller): Passage {
  return {
    fault,
    async pass(stage) {
      await parts.holds.wait(stage, prompt)
      if (parts.closing.aborted) throw brokenFetch('reset')
      if (fault?.breaks?.at === stage) throw brokenFetch(fault.breaks.how)
      if (fault?.hangsAt === stage) {
        await aborted(AbortSignal.any([gone, parts.closing]))
        throw brokenFetch('reset')
      }
    },
    async delay() {
      if (fault?.delayMs) await wait(fault.delayMs, undefined, { signal: parts.closing })
    },
  }
}

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
