/** The time, as something a test can move. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
