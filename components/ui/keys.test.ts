import { expect, test } from 'vitest'
import { keyLabels } from './keys.ts'

test('the modifier is named as it is printed on the keyboard', () => {
  expect(keyLabels('Mod+Shift+Enter', true)).toEqual(['⌘', '⇧', '↵'])
  expect(keyLabels('Mod+Shift+Enter', false)).toEqual(['Ctrl', 'Shift', '↵'])
})

test('keys pressed one after the other are labels one after the other', () => {
  expect(keyLabels('G S', false)).toEqual(['G', 'S'])
})

test('a key that has no sign is its own label', () => {
  expect(keyLabels('?', true)).toEqual(['?'])
})
