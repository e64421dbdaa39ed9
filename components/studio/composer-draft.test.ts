import { expect, test } from 'vitest'
import { readLook } from './composer-draft.ts'
import { initialSettings } from './composer-state.ts'

test('the composer is drawn as it was left', () => {
  const look = { settings: { ...initialSettings, ratio: '9:16', count: 2, seed: 41 }, rows: 9 }

  expect(readLook(JSON.stringify(look))).toEqual(look)
})

test.each([
  ['nothing', undefined],
  ['something that is not JSON', '{"settings":'],
  ['JSON of another shape', '{"settings":{"model":3},"rows":1}'],
])('%s in the cookie is the plain composer', (_, text) => {
  expect(readLook(text)).toEqual({ settings: initialSettings, rows: 0 })
})

test('what no model can do and no prompt can fill is brought within the limits', () => {
  const look = { settings: { ...initialSettings, ratio: '99:1', count: 900, seed: -1 }, rows: 4000 }

  expect(readLook(JSON.stringify(look))).toMatchObject({
    settings: { ratio: '16:9', count: 10, seed: 0 },
    rows: 18,
  })
})
