import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { forgetSaved, readSaved, save } from './saved.ts'

const Draft = z.object({ prompt: z.string() })

afterEach(() => {
  vi.unstubAllGlobals()
})

function openStorage(): Map<string, string> {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  return kept
}

test('what was kept is read again, until it is forgotten', () => {
  openStorage()

  expect(readSaved('draft', Draft)).toBeNull()
  expect(save('draft', { prompt: 'A fox' })).toBe(true)
  expect(readSaved('draft', Draft)).toEqual({ prompt: 'A fox' })
  forgetSaved('draft')
  expect(readSaved('draft', Draft)).toBeNull()
})

test.each(['{"prompt":7}', 'not JSON', '', 'null', '[]'])(
  '%j, which an older or broken page left, is as good as nothing',
  (text) => {
    openStorage().set('safelight:draft', text)

    expect(readSaved('draft', Draft)).toBeNull()
  },
)

test('a browser that keeps nothing is no error', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { getItem: full, setItem: full, removeItem: full })

  expect(save('draft', { prompt: 'A fox' })).toBe(false)
  expect(readSaved('draft', Draft)).toBeNull()
  expect(() => forgetSaved('draft')).not.toThrow()
})
