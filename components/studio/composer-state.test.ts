import { describe, expect, test } from 'vitest'
import { GenerationRequest, maxSeed } from '#lib/shared/generation.ts'
import {
  type ComposerAction,
  type ComposerState,
  composerReducer,
  fitToModel,
  initialSettings,
  problemOf,
  type Settings,
  sizeOf,
  toPriceWish,
  toWish,
} from './composer-state.ts'

function aState(prompt = 'A lighthouse', settings: Partial<Settings> = {}): ComposerState {
  return { prompt, settings: { ...initialSettings, ...settings } }
}

function changed(state: ComposerState, ...actions: ComposerAction[]): ComposerState {
  return actions.reduce(composerReducer, state)
}

describe('shape and size', () => {
  test('a ratio and a tier come to the pixels that the gateway is asked for', () => {
    expect(sizeOf(aState('', { ratio: '3:4', tier: '1' }).settings)).toMatchObject({
      width: 880,
      height: 1184,
    })
  })

  test('swapping a ratio turns it round', () => {
    expect(changed(aState('', { ratio: '16:9' }), { kind: 'swap' }).settings.ratio).toBe('9:16')
  })

  test('swapping own pixels exchanges width and height, also while one is empty', () => {
    const state = aState('', { custom: { width: 800, height: null } })

    expect(changed(state, { kind: 'swap' }).settings.custom).toEqual({ width: null, height: 800 })
  })

  test('own pixels begin with those that are shown', () => {
    const state = changed(aState('', { ratio: '1:1', tier: '1' }), { kind: 'custom' })

    expect(state.settings.custom).toEqual({ width: 1024, height: 1024 })
  })

  test('opening own pixels again keeps what was typed', () => {
    const state = changed(
      aState(),
      { kind: 'custom' },
      { kind: 'side', side: 'width', value: 640 },
      { kind: 'custom' },
    )

    expect(state.settings.custom?.width).toBe(640)
  })

  test('choosing a ratio leaves own pixels', () => {
    const state = changed(aState(), { kind: 'custom' }, { kind: 'ratio', ratio: '2:3' })

    expect(state.settings).toMatchObject({ ratio: '2:3', custom: null })
  })

  test('choosing a scale keeps the shape of own pixels', () => {
    const state = changed(aState('', { custom: { width: 2048, height: 1024 } }), {
      kind: 'tier',
      tier: '0.5',
    })

    expect(state.settings.custom).toEqual({ width: 1024, height: 512 })
  })

  test('choosing a scale while a side is empty goes back to the ratio', () => {
    const state = changed(aState('', { custom: { width: null, height: 512 } }), { kind: 'tier', tier: '2' })

    expect(state.settings).toMatchObject({ tier: '2', custom: null })
  })

  test('own pixels are asked for as they were shown: rounded, and within the limits', () => {
    const state = aState('Fog', { custom: { width: 1001, height: 9000 } })

    const size = sizeOf(state.settings)
    expect(size?.adjusted).toBe(true)
    expect(toWish(state)).toMatchObject({ size: `${size?.width}x${size?.height}` })
    expect(toWish(state)).not.toHaveProperty('aspectRatio')
  })
})

describe('the model', () => {
  test('a model with one scale brings the choice to it', () => {
    const state = changed(aState('', { tier: '4' }), { kind: 'model', model: 'mock-image' })

    expect(state.settings).toMatchObject({ model: 'mock-image', tier: '1' })
  })

  test('settings of a model that is gone are carried over to the first one', () => {
    expect(fitToModel({ ...initialSettings, model: 'retired', ratio: '21:9', tier: '3' })).toMatchObject({
      model: 'flux.2-flex',
      ratio: '16:9',
      tier: '4',
    })
  })

  test.each([
    [0, 1],
    [11, 10],
    [2.4, 2],
  ])('a count of %d becomes %d', (count, expected) => {
    expect(changed(aState(), { kind: 'count', count }).settings.count).toBe(expected)
  })

  test('a seed stays within what the gateway takes', () => {
    expect(changed(aState(), { kind: 'seed', seed: -5 }).settings.seed).toBe(0)
    expect(changed(aState(), { kind: 'seed', seed: maxSeed + 9 }).settings.seed).toBe(maxSeed)
    expect(changed(aState(), { kind: 'seed', seed: null }).settings.seed).toBeNull()
  })
})

describe('a recipe that comes back', () => {
  test('the prompt alone changes nothing else', () => {
    const before = aState('Old', { ratio: '3:4', seed: 8 })

    const state = changed(before, { kind: 'recipe', recipe: { prompt: 'New' } })

    expect(state).toEqual({ prompt: 'New', settings: before.settings })
  })

  test('the seed alone locks it, and null frees it', () => {
    const locked = changed(aState(), { kind: 'recipe', recipe: { seed: 41 } })

    expect(locked.settings.seed).toBe(41)
    expect(changed(locked, { kind: 'recipe', recipe: { seed: null } }).settings.seed).toBeNull()
  })

  test('pixels that a ratio and a tier come to are shown as these', () => {
    const wanted = sizeOf(aState('', { ratio: '9:16', tier: '2' }).settings)

    const state = changed(aState(), {
      kind: 'recipe',
      recipe: { size: `${wanted?.width}x${wanted?.height}` },
    })

    expect(state.settings).toMatchObject({ ratio: '9:16', tier: '2', custom: null })
  })

  test('pixels of their own stay pixels', () => {
    const state = changed(aState(), { kind: 'recipe', recipe: { size: '1000x400' } })

    expect(state.settings.custom).toEqual({ width: 1000, height: 400 })
  })

  test('a whole recipe without a shape brings the model’s own', () => {
    const state = changed(aState('', { ratio: '9:16', tier: '4' }), {
      kind: 'recipe',
      recipe: { prompt: 'Fog', model: 'flux.2-pro', n: 1, seed: null },
    })

    expect(state.settings).toMatchObject({ model: 'flux.2-pro', ratio: '1:1', tier: '1', count: 1 })
  })

  test('a shape the model does not have comes as the nearest', () => {
    const state = changed(aState(), { kind: 'recipe', recipe: { aspectRatio: '7:1', resolution: '1K' } })

    expect(state.settings).toMatchObject({ ratio: '16:9', tier: '1', custom: null })
  })

  test('a model the studio does not know leaves the chosen one', () => {
    const state = changed(aState('', { model: 'flux.2-max' }), {
      kind: 'recipe',
      recipe: { model: 'dreamer-9' },
    })

    expect(state.settings.model).toBe('flux.2-max')
  })
})

describe('the button', () => {
  test('an empty or blank prompt is the first thing missing', () => {
    expect(problemOf(aState(''))?.field).toBe('prompt')
    expect(problemOf(aState(' \n '))?.message).toBe('Describe the image first.')
  })

  test('a prompt at the limit passes, and one beyond it is told by how much', () => {
    expect(problemOf(aState('x'.repeat(8000)))).toBeNull()
    expect(problemOf(aState('x'.repeat(9234)))?.message).toBe('The prompt is 1,234 characters too long.')
  })

  test('own pixels without a height are missing', () => {
    expect(problemOf(aState('Fog', { custom: { width: 512, height: null } }))?.field).toBe('size')
  })

  test('every state without a problem is a request the server accepts', () => {
    const states = [
      aState(),
      aState('Fog', { seed: 0, count: 10 }),
      aState('Fog', { custom: { width: 1, height: 99_999 } }),
      aState('Fog', { model: 'mock-image', ratio: '9:16' }),
    ]

    for (const state of states) {
      expect(problemOf(state)).toBeNull()
      expect(GenerationRequest.safeParse(toWish(state)).success).toBe(true)
    }
  })

  test('a random seed is left to the server, and the price depends on neither words nor seed', () => {
    expect(toWish(aState())).not.toHaveProperty('seed')
    expect(toWish(aState('Fog', { seed: 7 }))).toMatchObject({ seed: 7 })
    expect(toPriceWish(aState('Fog', { seed: 7 }).settings)).toEqual(toPriceWish(initialSettings))
  })
})
