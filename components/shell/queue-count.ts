import type { Attempt } from '#lib/shared/attempt.ts'
import { hasEnded, isUnsent } from '#lib/shared/attempt.ts'
import type { GenerationPage } from '#lib/shared/generation.ts'

export type QueueCount = {
  running: number
  waiting: number
  /** False when older generations that are not on this page may still be at work. */
  isWhole: boolean
}

/** What is being made and what waits, counted from the generations that this page knows. */
export function countQueue(pages: readonly GenerationPage[]): QueueCount {
  const generations = pages.flatMap((page) => page.generations)
  const attempts = generations.flatMap((generation) => generation.attempts)
  const isAtWork = (attempt: Attempt) => !hasEnded(attempt.state) && !isUnsent(attempt.state)
  const oldest = generations.at(-1)
  const hasMore = (pages.at(-1)?.nextCursor ?? null) !== null
  return {
    running: attempts.filter(isAtWork).length,
    waiting: attempts.filter((attempt) => isUnsent(attempt.state)).length,
    isWhole: !hasMore || oldest === undefined || (oldest.state !== 'queued' && oldest.state !== 'running'),
  }
}

/** `2 running · 5 waiting`; null when there is nothing to say. */
export function queueWords({ running, waiting, isWhole }: QueueCount): string | null {
  const more = isWhole ? '' : '+'
  const words = [
    running > 0 && `${running}${more} running`,
    waiting > 0 && `${waiting}${more} waiting`,
  ].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : null
}
