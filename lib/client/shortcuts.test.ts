import { expect, test } from 'vitest'
import {
  chooseShortcut,
  countsAsPress,
  isSingleKey,
  matchStroke,
  type ShortcutId,
  shortcuts,
  toStroke,
} from './shortcuts.ts'

const plain = { mod: false, alt: false, shift: false }

test('a letter is the same shortcut with and without caps lock', () => {
  expect(toStroke({ ...plain, key: 'p' })).toBe('P')
  expect(toStroke({ ...plain, key: 'P' })).toBe('P')
})

test('Shift counts for letters and named keys, and not for the characters it makes', () => {
  expect(toStroke({ ...plain, key: 'U', shift: true })).toBe('Shift+U')
  expect(toStroke({ ...plain, key: '?', shift: true })).toBe('?')
  expect(toStroke({ ...plain, key: 'Enter', mod: true, shift: true })).toBe('Mod+Shift+Enter')
})

test('G alone begins a sequence and G then S ends one', () => {
  expect(matchStroke('G', null)).toEqual({ id: [], begins: true })
  expect(matchStroke('S', 'G')).toEqual({ id: ['go-studio'], begins: false })
  expect(matchStroke('X', 'G')).toEqual({ id: [], begins: false })
})

test('keys that type something are told from those that do not', () => {
  expect(isSingleKey('P')).toBe(true)
  expect(isSingleKey('Shift+U')).toBe(true)
  expect(isSingleKey('G S')).toBe(true)
  expect(isSingleKey('Mod+Enter')).toBe(false)
  expect(isSingleKey('F6')).toBe(false)
})

test('no two shortcuts of one group share their keys', () => {
  const taken = Object.values(shortcuts).map(({ group, keys }) => `${group} ${keys}`)
  expect(new Set(taken).size).toBe(taken.length)
})

test('an open viewer answers before the view behind it', () => {
  expect(chooseShortcut(['new-seed', 'download-viewed'], ['new-seed'])).toBe('new-seed')
  expect(
    chooseShortcut(['new-seed', 'download-viewed'], ['new-seed', 'download-viewed', 'close-viewer']),
  ).toBe('download-viewed')
  expect(chooseShortcut(['focus-prompt'], ['focus-prompt', 'close-viewer'])).toBeNull()
  expect(chooseShortcut(['go-gallery'], ['go-gallery', 'close-viewer'])).toBe('go-gallery')
  expect(chooseShortcut(['zoom'], [])).toBeNull()
})

test('a held key steps and zooms on, but deletes, marks and pays only once', () => {
  const held = (Object.keys(shortcuts) as ShortcutId[]).filter((id) => countsAsPress(id, true))
  expect(held).toEqual([
    'earlier-prompt',
    'later-prompt',
    'smaller',
    'larger',
    'previous',
    'next',
    'zoom-in',
    'zoom-out',
  ])
  expect(countsAsPress('remove', false)).toBe(true)
})
