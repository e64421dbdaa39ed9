import { expect, test } from 'vitest'
import type { AttemptState } from '#lib/shared/attempt.ts'
import { type Generation, type GenerationPage, toGenerationState } from '#lib/shared/generation.ts'
import { countQueue, queueWords } from './queue-count.ts'

function aPage(generations: AttemptState[][], nextCursor: string | null = null): GenerationPage {
  return {
    nextCursor,
    generations: generations.map(
      (states) =>
        ({ state: toGenerationState(states), attempts: states.map((state) => ({ state })) }) as Generation,
    ),
  }
}

test('what has been sent runs, what has not been sent waits, what has ended is neither', () => {
  const count = countQueue([
    aPage([
      ['queued', 'leased'],
      ['dispatched', 'received', 'done', 'failed_free'],
    ]),
  ])

  expect(count).toEqual({ running: 2, waiting: 2, isWhole: true })
  expect(queueWords(count)).toBe('2 running · 2 waiting')
})

test('nothing at work is nothing to say', () => {
  expect(queueWords(countQueue([aPage([['done'], ['cancelled']])]))).toBeNull()
  expect(queueWords(countQueue([]))).toBeNull()
})

test('when the oldest one known is still at work and there are older ones, the numbers are a least', () => {
  const count = countQueue([aPage([['queued'], ['dispatched']], 'older')])

  expect(queueWords(count)).toBe('1+ running · 1+ waiting')
})

test('when the oldest one known has ended, the numbers are exact', () => {
  expect(queueWords(countQueue([aPage([['queued'], ['done']], 'older')]))).toBe('1 waiting')
})
