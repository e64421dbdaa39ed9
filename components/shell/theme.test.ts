import { expect, test } from 'vitest'
import { readTheme, themes } from './theme.ts'

test.each(themes)('%s is remembered', (theme) => {
  expect(readTheme(theme)).toBe(theme)
})

test('nothing, or nothing known, is dark', () => {
  expect(readTheme(undefined)).toBe('dark')
  expect(readTheme('"><script>')).toBe('dark')
})
