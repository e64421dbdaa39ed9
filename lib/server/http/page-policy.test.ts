import { expect, test } from 'vitest'
import { pagePolicy } from './page-policy.ts'

test('a page runs only scripts with its nonce, talks only to its studio, and is framed by nobody', () => {
  const policy = new Map(
    pagePolicy('n0nce')
      .split('; ')
      .map((directive) => {
        const [name, ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )

  expect(policy.get('default-src')).toEqual(["'self'"])
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"])
  expect(policy.get('style-src')).toEqual(["'self'", "'nonce-n0nce'"])
  expect(policy.get('connect-src')).toEqual(["'self'"])
  for (const name of ['object-src', 'base-uri', 'frame-ancestors', 'frame-src']) {
    expect(policy.get(name)).toEqual(["'none'"])
  }
  expect([...policy.values()].flat().filter((source) => /unsafe-eval|\*|https?:/.test(source))).toEqual([])
})
