'use client'

import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import type { PixelSize } from '#lib/shared/image.ts'
import {
  fitted,
  type Point,
  panBy,
  type Stage,
  toggleZoom,
  toPlacement,
  type Zoom,
  zoomBy,
  zoomTo,
} from './zoom.ts'

const middle: Point = { x: 0, y: 0 }

/** The stage's size and the picture's place on it. The zoom outlives the picture, to compare the same spot of two. */
export function useStage(picture: PixelSize) {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [stage, setStage] = useState<Stage>({ width: 0, height: 0 })
  const [zoom, setZoom] = useState<Zoom>(fitted)

  useLayoutEffect(() => {
    if (!element) return
    const measure = () => setStage({ width: element.clientWidth, height: element.clientHeight })
    // Before the first paint, so that the picture is in its place in the first frame.
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])

  const change = (next: (of: { zoom: Zoom; picture: PixelSize; stage: Stage }) => Zoom) =>
    setZoom((current) => next({ zoom: current, picture, stage }))

  useWheel(element, (factor, at) => change((of) => zoomBy(factor, at, of)))

  return {
    setElement,
    element,
    stage,
    zoom,
    placement: toPlacement(zoom, picture, stage),
    fit: useCallback(() => setZoom(fitted), []),
    toScale: (scale: number) => change((of) => zoomTo(scale, middle, of)),
    by: (factor: number, at: Point = middle) => change((of) => zoomBy(factor, at, of)),
    toggle: (at: Point = middle) => change((of) => toggleZoom(at, of)),
    pan: (by: Point) => change((of) => panBy(by, of)),
  }
}

export type StageControl = ReturnType<typeof useStage>

// React listens to wheels passively, and the page must not scroll or zoom along.
function useWheel(element: HTMLElement | null, zoom: (factor: number, at: Point) => void): void {
  const turn = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY
    // A pinch on a trackpad comes as a wheel with Ctrl, in much smaller steps.
    zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0018)), toStagePoint(event, event.currentTarget))
  })
  useEffect(() => {
    if (!element) return
    const listener = (event: WheelEvent) => turn(event)
    element.addEventListener('wheel', listener, { passive: false })
    return () => element.removeEventListener('wheel', listener)
  }, [element])
}

/** A pointer's place, counted from the stage's middle. */
export function toStagePoint(at: { clientX: number; clientY: number }, element: EventTarget | null): Point {
  if (!(element instanceof HTMLElement)) return middle
  const box = element.getBoundingClientRect()
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}
