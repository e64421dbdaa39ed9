import { describe, expect, test } from 'vitest'
import { isClick, toMove, toSwipe } from './gesture.ts'

describe('pointers on the stage', () => {
  test('one of them pans', () => {
    expect(toMove(new Map([[1, { x: 10, y: 10 }]]), 1, { x: 15, y: 8 })).toEqual({
      kind: 'pan',
      by: { x: 5, y: -2 },
    })
  })

  test('two of them pinch about the point between them', () => {
    const before = new Map([
      [1, { x: 0, y: 0 }],
      [2, { x: 100, y: 0 }],
    ])

    expect(toMove(before, 2, { x: 200, y: 0 })).toEqual({
      kind: 'pinch',
      factor: 2,
      at: { x: 100, y: 0 },
      by: { x: 50, y: 0 },
    })
  })

  test('fingers on the same spot do not blow the picture up without end', () => {
    const before = new Map([
      [1, { x: 5, y: 5 }],
      [2, { x: 5, y: 5 }],
    ])

    expect(toMove(before, 2, { x: 8, y: 9 })).toMatchObject({ factor: 5 })
  })

  test('one that was never put down means nothing', () => {
    expect(toMove(new Map(), 1, { x: 1, y: 1 })).toBeNull()
  })
})

describe('a swipe', () => {
  test('to the left is the next picture, to the right the previous', () => {
    expect(toSwipe({ x: -80, y: 10 }, 200)).toBe('next')
    expect(toSwipe({ x: 80, y: -10 }, 200)).toBe('previous')
  })

  test('is not a scroll, a slow drag or a tremble', () => {
    expect(toSwipe({ x: 60, y: 120 }, 200)).toBeNull()
    expect(toSwipe({ x: -200, y: 0 }, 900)).toBeNull()
    expect(toSwipe({ x: -20, y: 0 }, 100)).toBeNull()
  })
})

test('a press that trembles is still a click', () => {
  expect(isClick({ x: 2, y: -3 })).toBe(true)
  expect(isClick({ x: 6, y: 0 })).toBe(false)
})
