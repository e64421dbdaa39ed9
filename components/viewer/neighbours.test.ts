import { expect, test } from 'vitest'
import type { Image } from '#lib/shared/image.ts'
import { findPosition, toSiblings } from './neighbours.ts'

const image = (id: string, generationId: string) => ({ id, generationId }) as Image
const list = [image('a', 'g1'), image('b', 'g1'), image('c', 'g2'), image('d', 'g1')]

test('a picture in the middle has one on either side', () => {
  expect(findPosition(list, 'b', 90)).toEqual({ index: 1, total: 90, previous: list[0], next: list[2] })
})

test('the list ends at its ends', () => {
  expect(findPosition(list, 'a', 4)?.previous).toBeNull()
  expect(findPosition(list, 'd', 4)?.next).toBeNull()
})

test('a picture that is not in the list has no place in it', () => {
  expect(findPosition(list, 'x', 4)).toBeNull()
})

test('siblings are of one press', () => {
  expect(toSiblings(list, image('b', 'g1')).map(({ id }) => id)).toEqual(['a', 'b', 'd'])
})

test('a picture opened by its address is at least its own sibling', () => {
  const alone = image('x', 'g1')

  expect(toSiblings(list, alone)).toEqual([alone])
})
