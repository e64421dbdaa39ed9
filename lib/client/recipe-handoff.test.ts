import { afterEach, expect, test } from 'vitest'
import type { Generation } from '#lib/shared/generation.ts'
import type { Image } from '#lib/shared/image.ts'
import {
  type HandedRecipe,
  handOverRecipe,
  receiveRecipes,
  recipeOfGeneration,
  recipeOfImage,
} from './recipe-handoff.ts'

/** The browser's storage of a tab; Node has none by that name. */
function openTab() {
  const kept = new Map<string, string>()
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    },
  })
  return kept
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'sessionStorage')
})

const generation = {
  request: { prompt: 'A lighthouse', model: 'flux.2-flex', n: 4, aspectRatio: '3:4', resolution: '1' },
} as Generation
const image = {
  prompt: 'A lighthouse',
  model: 'flux.2-flex',
  asked: { width: 1024, height: 768 },
  seed: 8841,
} as Image

test('a composer on the page gets the recipe at once', () => {
  const received: HandedRecipe[] = []
  const stop = receiveRecipes((recipe) => received.push(recipe))

  expect(handOverRecipe({ prompt: 'Fog' })).toBe(true)
  stop()

  expect(received).toEqual([{ prompt: 'Fog' }])
})

test('with no composer on the page the recipe waits for the next one, and comes once', () => {
  openTab()
  const first: HandedRecipe[] = []
  const second: HandedRecipe[] = []

  expect(handOverRecipe({ seed: 7 })).toBe(false)
  receiveRecipes((recipe) => first.push(recipe))()
  receiveRecipes((recipe) => second.push(recipe))()

  expect(first).toEqual([{ seed: 7 }])
  expect(second).toEqual([])
})

test('what waited is not believed when it is not a recipe', () => {
  const kept = openTab()
  kept.set('safelight:handed-recipe', '{"prompt": 5}')
  const received: HandedRecipe[] = []

  receiveRecipes((recipe) => received.push(recipe))()

  expect(received).toEqual([])
  expect(kept.size).toBe(0)
})

test('a browser that forbids storage loses the hand-over and nothing else', () => {
  expect(handOverRecipe({ prompt: 'Fog' })).toBe(false)
  expect(() => receiveRecipes(() => undefined)()).not.toThrow()
})

test('a generation is reused whole or in part', () => {
  expect(recipeOfGeneration(generation, 'all')).toEqual({
    prompt: 'A lighthouse',
    model: 'flux.2-flex',
    n: 4,
    size: undefined,
    aspectRatio: '3:4',
    resolution: '1',
    seed: null,
    focus: 'prompt',
  })
  expect(recipeOfGeneration(generation, 'size')).toEqual({
    size: undefined,
    aspectRatio: '3:4',
    resolution: '1',
  })
  expect(recipeOfGeneration(generation, 'seed', 12)).toEqual({ seed: 12 })
  expect(recipeOfGeneration(generation, 'prompt')).toEqual({ prompt: 'A lighthouse', focus: 'prompt' })
})

test('an image is reused as the one image it is, with its own seed and pixels', () => {
  expect(recipeOfImage(image, 'all')).toEqual({
    prompt: 'A lighthouse',
    model: 'flux.2-flex',
    size: '1024x768',
    n: 1,
    seed: 8841,
    focus: 'prompt',
  })
  expect(recipeOfImage(image, 'seed')).toEqual({ seed: 8841 })
  expect(recipeOfImage(image, 'size')).toEqual({ size: '1024x768' })
})
