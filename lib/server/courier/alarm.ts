/** A wait that ends early when it is rung. Ringing while nobody waits ends the next wait at once. */
export type Alarm = { ring(): void; wait(ms: number): Promise<void> }

export function createAlarm(): Alarm {
  let rung = false
  let wakeUp: (() => void) | null = null

  return {
    ring() {
      rung = true
      wakeUp?.()
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rung = false
      wakeUp = null
    },
  }
}
