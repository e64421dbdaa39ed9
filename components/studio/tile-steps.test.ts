import { expect, test } from 'vitest'
import { type Box, findStep } from './tile-steps.ts'

const box = (left: number, top: number, width = 100, height = 100): Box => ({ left, top, width, height })

// Four abreast, then a wide one, then two.
const boxes = [
  box(0, 0),
  box(104, 0),
  box(208, 0),
  box(312, 0),
  box(0, 200, 412, 230),
  box(0, 500, 204, 204),
  box(208, 500, 204, 204),
]

test.each([
  [0, 'ArrowRight', 1],
  [3, 'ArrowRight', 4],
  [4, 'ArrowLeft', 3],
  [2, 'ArrowDown', 4],
  [4, 'ArrowDown', 5],
  [6, 'ArrowUp', 4],
  [4, 'ArrowUp', 1],
])('from tile %i, %s leads to tile %i', (index, key, to) => {
  expect(findStep(boxes, index, key)).toBe(to)
})

test.each([
  [0, 'ArrowLeft'],
  [0, 'ArrowUp'],
  [6, 'ArrowRight'],
  [5, 'ArrowDown'],
  [2, 'Enter'],
  [-1, 'ArrowRight'],
])('from tile %i, %s leads nowhere', (index, key) => {
  expect(findStep(boxes, index, key)).toBeNull()
})
