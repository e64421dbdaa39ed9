import { expect, test } from 'vitest'
import { isShortcut } from './use-shortcut.ts'

const press = { metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, repeat: false }

test('Delete held on a tile deletes one picture, not all that come under the focus', () => {
  expect(isShortcut({ ...press, key: 'Delete' }, 'remove')).toBe(true)
  expect(isShortcut({ ...press, key: 'Delete', repeat: true }, 'remove')).toBe(false)
})

test('an arrow held in the prompt goes on through the earlier prompts', () => {
  expect(isShortcut({ ...press, key: 'ArrowUp', altKey: true, repeat: true }, 'earlier-prompt')).toBe(true)
})
