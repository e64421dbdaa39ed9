import type { Log } from '../log.ts'

export type InTurn = {
  run(step: () => Promise<void>): void
  /** When every step so far has ended. */
  idle(): Promise<void>
}

/** Runs steps one after the other; one that fails does not stop the next. */
export function inTurn(log: Log): InTurn {
  let last = Promise.resolve()
  let isFailing = false
  return {
    run(step) {
      last = last.then(step).then(
        () => {
          isFailing = false
        },
        (error: unknown) => {
          // Tried again with the next wake-up: one line for a whole outage is enough.
          if (!isFailing) log.error({ err: error }, 'The change feed could not be read')
          isFailing = true
        },
      )
    },
    idle: () => last,
  }
}
