'use client'

import { type PointerEvent, useRef } from 'react'
import { isClick, type Swipe, toMove, toSwipe } from './gesture.ts'
import { type StageControl, toStagePoint } from './use-stage.ts'
import type { Point } from './zoom.ts'

type Press = { from: Point; at: number; fingers: number }

const doubleTapMs = 300

/** Drags pan, two fingers pinch, a click or a double tap toggles the zoom; while the whole picture is seen, a swipe steps. */
export function useStagePointers(stage: StageControl, onSwipe: (swipe: NonNullable<Swipe>) => void) {
  const pointers = useRef(new Map<number, Point>())
  const press = useRef<Press | null>(null)
  const lastTapAt = useRef(Number.NEGATIVE_INFINITY)

  const start = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = toStagePoint(event, event.currentTarget)
    pointers.current.set(event.pointerId, at)
    const fingers = pointers.current.size
    press.current = press.current ? { ...press.current, fingers } : { from: at, at: event.timeStamp, fingers }
  }

  const move = (event: PointerEvent<HTMLElement>) => {
    const to = toStagePoint(event, event.currentTarget)
    const meant = toMove(pointers.current, event.pointerId, to)
    if (!meant) return
    pointers.current.set(event.pointerId, to)
    if (meant.kind === 'pinch') stage.by(meant.factor, meant.at)
    stage.pan(meant.by)
  }

  const end = (event: PointerEvent<HTMLElement>) => {
    if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) return
    const { current: done } = press
    press.current = null
    if (!done || done.fingers > 1 || event.type === 'pointercancel') return
    const to = toStagePoint(event, event.currentTarget)
    const moved = { x: to.x - done.from.x, y: to.y - done.from.y }
    if (isClick(moved)) {
      const isSecondTap = event.timeStamp - lastTapAt.current < doubleTapMs
      lastTapAt.current = event.timeStamp
      if (event.pointerType === 'mouse' || isSecondTap) stage.toggle(to)
      return
    }
    const isTouch = event.pointerType !== 'mouse' && stage.zoom.mode === 'fit'
    const swipe = isTouch ? toSwipe(moved, event.timeStamp - done.at) : null
    if (swipe) onSwipe(swipe)
  }

  return { onPointerDown: start, onPointerMove: move, onPointerUp: end, onPointerCancel: end }
}
