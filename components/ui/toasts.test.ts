import { afterEach, expect, test } from 'vitest'
import { dismissToast, onToasts, readToasts, showToast } from './toasts.ts'

afterEach(() => {
  for (const { id } of readToasts()) dismissToast(id)
})

test('a fourth notice pushes the oldest out', () => {
  for (const text of ['one', 'two', 'three', 'four']) showToast({ text })

  expect(readToasts().map(({ text }) => text)).toEqual(['two', 'three', 'four'])
})

test('who listens is told of a notice and of its going', () => {
  const seen: number[] = []
  const stop = onToasts(() => seen.push(readToasts().length))

  dismissToast(showToast({ text: 'Deleted 1 image' }))
  stop()
  showToast({ text: 'unheard' })

  expect(seen).toEqual([1, 0])
})

test('dismissing what is gone already changes nothing', () => {
  const id = showToast({ text: 'kept' })

  dismissToast(id + 1000)

  expect(readToasts().map(({ text }) => text)).toEqual(['kept'])
})
