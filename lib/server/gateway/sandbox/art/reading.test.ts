import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPrompt } from './reading.ts'

test('hex colours are read in both lengths, once each', () => {
  const { colours } = readPrompt(
    'ink #0B1F3A, paper #F4EFE6, a dot in #f00 and again #0b1f3a; not #12 or #1234567',
  )

  expect(colours.hexes).toEqual(['#0b1f3a', '#f4efe6', '#ff0000'])
})

test.each([
  ['ink #0B1F3A (deep navy) on #F4EFE6 (warm paper)', '#f4efe6'],
  ['a #e5281f background with #151515 type', '#e5281f'],
  ['background color #fff', '#ffffff'],
  ['a fox in #e5281f', null],
])('%s lies on %s', (prompt, ground) => {
  expect(readPrompt(prompt).colours.groundHex).toBe(ground)
})

test.each([
  ['headline "TIDAL", subline "3 May"', ['TIDAL', '3 May']],
  ['“Curly” and „unten“ and «guillemets»', ['Curly', 'unten', 'guillemets']],
  ["a shop called 'BEAN', it's the dog's", ['BEAN']],
  ['a hex in quotes "#ff0000" is a colour', []],
  ['an empty "" says nothing', []],
])('the lettering of %s', (prompt, words) => {
  expect(readPrompt(prompt).lettering).toEqual(words)
})

test('what is to be set does not choose the picture', () => {
  const { words } = readPrompt('A poster that says "MOUNTAIN LAKE"')

  expect(words.has('poster')).toBe(true)
  expect(words.has('mountain')).toBe(false)
})

test('plurals are known by their singular', () => {
  const { words } = readPrompt('Leaves, cities, waves and foxes')

  for (const word of ['city', 'wave', 'fox']) expect(words.has(word)).toBe(true)
})

test('a prompt in JSON is read by its values', () => {
  const { lettering, colours, words } = readPrompt(
    JSON.stringify({
      scene: 'a bottle labelled "SALT"',
      color_palette: ['#1C2B33'],
      camera: { angle: 'top' },
    }),
  )

  expect(lettering).toEqual(['SALT'])
  expect(colours.hexes).toEqual(['#1c2b33'])
  expect(words.has('camera')).toBe(false)
})

test.each([
  ['a city at night', 'dark'],
  ['a bright morning', 'light'],
  ['a lighthouse', null],
])('the mood of %s is %s', (prompt, mood) => {
  expect(readPrompt(prompt).mood).toBe(mood)
})

test('no text whatever makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPrompt(text)))
  fc.assert(fc.property(fc.json(), (text) => void readPrompt(text)))
})
