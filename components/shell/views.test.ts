import { expect, test } from 'vitest'
import { viewOf } from './views.ts'

test.each([
  ['/', '/'],
  ['/gallery', '/gallery'],
  ['/i/img_1', '/gallery'],
])('%s belongs to %s', (path, view) => {
  expect(viewOf(path)).toBe(view)
})
