import { expect, test } from 'vitest'
import type { Image } from '#lib/shared/image.ts'
import { endOpening, onOpening, readOpening, startOpening } from './opening.ts'

const one = 'img_one' as Image['id']

test('whoever listens is told at once what is being opened, and when the address has caught up', () => {
  const seen: (string | null)[] = []
  const stop = onOpening(() => seen.push(readOpening()))

  startOpening(one)
  startOpening(one)
  endOpening()
  endOpening()
  stop()
  startOpening(one)
  endOpening()

  expect(seen).toEqual([one, null])
})
