import { expect, test } from 'vitest'
import { type Backdrop, backdropColours, backdrops, nextBackdrop } from './backdrop.ts'

test('one backdrop leads to the next and at last back to the first', () => {
  let backdrop: Backdrop = 'theme'
  const seen = backdrops.map(() => {
    backdrop = nextBackdrop(backdrop)
    return backdrop
  })

  expect(new Set(seen)).toEqual(new Set(backdrops))
  expect(backdrop).toBe('theme')
})

test('no backdrop has a colour of its own', () => {
  for (const backdrop of backdrops.slice(1)) expect(backdropColours[backdrop]).toMatch(/^#(.)\1\1$/)
})
