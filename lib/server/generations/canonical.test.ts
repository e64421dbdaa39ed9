import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashRequest } from './canonical.ts'

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean())
const request = fc.dictionary(
  fc.string(),
  fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)),
)

test('the order of fields does not matter', () => {
  fc.assert(
    fc.property(request, (fields) => {
      const turned = Object.fromEntries(Object.entries(fields).reverse())
      expect(hashRequest(turned)).toBe(hashRequest(fields))
    }),
  )
})

test('any other difference does', () => {
  fc.assert(
    fc.property(request, request, (one, other) => {
      fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)))
      expect(hashRequest(one)).not.toBe(hashRequest(other))
    }),
  )
})

test('a field that is absent is the same as one that is undefined', () => {
  expect(hashRequest({ prompt: 'A fox', seed: undefined })).toBe(hashRequest({ prompt: 'A fox' }))
})

function sorted(fields: Record<string, unknown>): unknown {
  return Object.entries(fields)
    .map(([name, field]) => [name, isPlain(field) ? sorted(field) : field] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

function isPlain(field: unknown): field is Record<string, unknown> {
  return typeof field === 'object' && field !== null && !Array.isArray(field)
}
