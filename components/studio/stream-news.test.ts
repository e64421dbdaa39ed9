import { expect, test } from 'vitest'
import type { Attempt } from '#lib/shared/attempt.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { toNews } from './stream-news.ts'

const failure = {
  code: 'moderated_input',
  charged: 'no',
  costMicros: null,
  requestId: null,
  gatewayStatus: 400,
  gatewayCode: null,
} as const

function aGeneration(states: Attempt['state'][], id = 'gen_a'): Generation {
  const attempts = states.map((state, position) => ({
    position,
    state,
    failure: state === 'failed_free' ? failure : null,
  }))
  return Object.assign({} as Generation, { id, attempts })
}

test('pictures that have come are counted', () => {
  const news = toNews(
    [aGeneration(['dispatched', 'dispatched', 'queued', 'queued'])],
    [aGeneration(['done', 'done', 'dispatched', 'queued'])],
  )

  expect(news).toEqual(['2 of 4 images ready'])
})

test('the same failure of several images is told once, with what it cost', () => {
  const news = toNews(
    [aGeneration(['dispatched', 'dispatched'])],
    [aGeneration(['failed_free', 'failed_free'])],
  )

  expect(news).toEqual(['Declined by the provider. Nothing was charged.'])
})

test('an answer that never arrived is told', () => {
  expect(toNews([aGeneration(['dispatched'])], [aGeneration(['unknown'])])).toEqual([
    'No answer arrived for an image',
  ])
})

test('nothing is told of what was ready before, or of what was just read from further down', () => {
  const ready = aGeneration(['done'])

  expect(toNews([ready], [ready, aGeneration(['done'], 'gen_b')])).toEqual([])
})

test('a favourite is no news', () => {
  expect(toNews([aGeneration(['done'])], [aGeneration(['done'])])).toEqual([])
})
