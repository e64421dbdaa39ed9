import { maxCount, maxSeed } from '#lib/shared/generation.ts'

/** Low enough that the seeds of all images of a press, which count on from it, exist too. */
export function randomSeed(): number {
  return Math.floor(Math.random() * (maxSeed - maxCount))
}
