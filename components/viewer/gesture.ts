import type { Point } from './zoom.ts'

/** Fingers or the mouse on the stage, by pointer id. */
export type Pointers = ReadonlyMap<number, Point>

export type Move = { kind: 'pan'; by: Point } | { kind: 'pinch'; factor: number; at: Point; by: Point } | null

/** What one pointer's move means, given where all of them were. */
export function toMove(before: Pointers, id: number, to: Point): Move {
  const from = before.get(id)
  if (!from) return null
  if (before.size === 1) return { kind: 'pan', by: { x: to.x - from.x, y: to.y - from.y } }
  const other = [...before].find(([otherId]) => otherId !== id)?.[1]
  if (!other) return null
  const distance = Math.max(1, Math.hypot(from.x - other.x, from.y - other.y))
  const middleBefore = middleOf(from, other)
  const middleNow = middleOf(to, other)
  return {
    kind: 'pinch',
    factor: Math.hypot(to.x - other.x, to.y - other.y) / distance,
    at: middleNow,
    by: { x: middleNow.x - middleBefore.x, y: middleNow.y - middleBefore.y },
  }
}

export type Swipe = 'previous' | 'next' | null

const swipeLength = 48
const swipeMs = 600

/** A quick, mostly level drag: to the left brings the next picture in from the right. */
export function toSwipe(moved: Point, durationMs: number): Swipe {
  const isLevel = Math.abs(moved.x) > 1.5 * Math.abs(moved.y)
  if (!isLevel || Math.abs(moved.x) < swipeLength || durationMs > swipeMs) return null
  return moved.x < 0 ? 'next' : 'previous'
}

/** A press that went nowhere is a click, however the hand trembled. */
export function isClick(moved: Point): boolean {
  return Math.hypot(moved.x, moved.y) < 5
}

function middleOf(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
}
