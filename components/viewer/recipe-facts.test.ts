import { expect, test } from 'vitest'
import type { Image } from '#lib/shared/image.ts'
import { toFacts } from './recipe-facts.ts'

const image = {
  format: 'png',
  width: 1024,
  height: 1024,
  asked: { width: 1024, height: 1024 },
  sizeBytes: 1_234_567,
  createdAt: '2026-11-23T13:32:00.000Z',
  model: 'flux.2-flex',
  executedModel: 'flux.2-flex',
  seed: 8841,
  provider: 'fal',
  requestId: 'req_1',
  costMicros: 60_000,
  durationMs: 21_840,
} as Image

const told = (patch: Partial<Image> = {}) =>
  Object.fromEntries(toFacts({ ...image, ...patch }, 'UTC').map(({ name, value }) => [name, value]))

test('everything known about a picture is told', () => {
  expect(told()).toEqual({
    Size: '1024×1024',
    Seed: '8841',
    Model: 'FLUX.2 [flex]',
    Provider: 'fal',
    Cost: '$0.06',
    Took: '21.8 s',
    Made: '23 November 2026, 13:32',
    File: 'PNG, 1.2 MB',
    Request: 'req_1',
  })
})

test('what nobody knows is not made up', () => {
  const facts = told({ provider: null, costMicros: null, durationMs: null, requestId: null })

  expect(Object.keys(facts)).toEqual(['Size', 'Seed', 'Model', 'Made', 'File'])
})

test('another size than asked for stands beside the one that came', () => {
  const facts = toFacts({ ...image, width: 832, height: 1216 }, 'UTC')

  expect(facts[0]).toEqual({ name: 'Size', value: '832×1216', isOff: true })
  expect(facts[1]).toEqual({ name: 'Asked for', value: '1024×1024' })
})

test('a model that ran under another name is named', () => {
  expect(told({ executedModel: 'fal/flux-2-flex' })['Ran as']).toBe('fal/flux-2-flex')
  expect(told({ model: 'gone-model' }).Model).toBe('gone-model')
})
