import { toFailureWords } from '#lib/shared/failure-words.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { toSummaryWords } from './attempt-progress.ts'

/** What has come of generations since they were last looked at; nothing of those that were not there then. */
export function toNews(before: readonly Generation[], now: readonly Generation[]): string[] {
  const earlier = new Map(before.map((generation) => [generation.id, generation]))
  return now.flatMap((generation) => {
    const known = earlier.get(generation.id)
    return known && known !== generation ? toGenerationNews(known, generation) : []
  })
}

function toGenerationNews(before: Generation, now: Generation): string[] {
  const sentences: string[] = []
  if (countReady(now) > countReady(before)) sentences.push(toSummaryWords(now.attempts))
  for (const attempt of now.attempts) {
    const known = before.attempts.find(({ position }) => position === attempt.position)
    if (known?.state === attempt.state) continue
    if (attempt.state === 'unknown') sentences.push('No answer arrived for an image')
    const hasFailed = attempt.state === 'failed_free' || attempt.state === 'failed_charged'
    if (hasFailed && attempt.failure) {
      const { title, charge } = toFailureWords(attempt.failure)
      sentences.push(`${title}. ${charge}`)
    }
  }
  return [...new Set(sentences)]
}

function countReady({ attempts }: Generation): number {
  return attempts.filter(({ state }) => state === 'done').length
}
