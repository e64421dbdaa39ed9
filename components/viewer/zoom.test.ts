import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fitted,
  maxScale,
  needsOriginal,
  panBy,
  toFitScale,
  toggleZoom,
  toPercentWords,
  toPlacement,
  type Zoom,
  zoomBy,
  zoomTo,
} from './zoom.ts'

const stage = { width: 1000, height: 800 }
const picture = { width: 2000, height: 1000 }
const middle = { x: 0, y: 0 }
const of = (zoom: Zoom) => ({ zoom, picture, stage })

describe('the whole picture', () => {
  test('is as large as the stage allows', () => {
    expect(toFitScale(picture, stage)).toBe(0.5)
    expect(toFitScale({ width: 500, height: 4000 }, stage)).toBe(0.2)
  })

  test('is never blown up beyond its own pixels', () => {
    expect(toFitScale({ width: 64, height: 64 }, stage)).toBe(1)
  })

  test('follows the stage', () => {
    expect(toPlacement(fitted, picture, { width: 500, height: 800 })).toEqual({ scale: 0.25, x: 0, y: 0 })
  })

  test('survives a stage that has not been measured yet', () => {
    expect(toPlacement(fitted, picture, { width: 0, height: 0 }).scale).toBe(1)
  })
})

describe('zooming', () => {
  test('keeps what is under the pointer where it is', () => {
    const at = { x: 200, y: 50 }
    const zoom = zoomBy(4, at, of(fitted))
    const before = toPlacement(fitted, picture, stage)
    const after = toPlacement(zoom, picture, stage)

    const pointBefore = { x: (at.x - before.x) / before.scale, y: (at.y - before.y) / before.scale }
    const pointAfter = { x: (at.x - after.x) / after.scale, y: (at.y - after.y) / after.scale }
    expect(pointAfter.x).toBeCloseTo(pointBefore.x)
    expect(pointAfter.y).toBeCloseTo(pointBefore.y)
  })

  test('out ends at the whole picture', () => {
    const close = zoomTo(2, middle, of(fitted))

    expect(zoomBy(0.01, middle, of(close))).toEqual(fitted)
  })

  test('in ends at the largest scale', () => {
    expect(toPlacement(zoomBy(1000, middle, of(fitted)), picture, stage).scale).toBe(maxScale)
  })

  test('toggles between the whole picture and its own pixels', () => {
    const full = toggleZoom(middle, of(fitted))

    expect(toPlacement(full, picture, stage).scale).toBe(1)
    expect(toggleZoom(middle, of(full))).toEqual(fitted)
  })

  test('toggles a picture that fits as it is to twice its size', () => {
    const small = { width: 300, height: 300 }

    expect(toPlacement(toggleZoom(middle, { zoom: fitted, picture: small, stage }), small, stage).scale).toBe(
      2,
    )
  })
})

describe('panning', () => {
  test('moves until the edge meets the stage’s, and no further', () => {
    const close = zoomTo(1, middle, of(fitted))

    expect(panBy({ x: -5000, y: -5000 }, of(close))).toEqual({ mode: 'free', scale: 1, x: -500, y: -100 })
    expect(panBy({ x: 30, y: 20 }, of(close))).toEqual({ mode: 'free', scale: 1, x: 30, y: 20 })
  })

  test('does nothing while the whole picture is seen', () => {
    expect(panBy({ x: 30, y: 20 }, of(fitted))).toBe(fitted)
  })

  test('keeps a side that fits in the middle', () => {
    const strip = { width: 3000, height: 400 }
    const close = zoomTo(1, middle, { zoom: fitted, picture: strip, stage })

    expect(panBy({ x: 100, y: 300 }, { zoom: close, picture: strip, stage })).toMatchObject({ x: 100, y: 0 })
  })
})

test('no sequence of zooming and panning leaves a gap at an edge that could be filled', () => {
  const step = fc.oneof(
    fc.record({
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -400, max: 400 }),
    }),
    fc.record({ x: fc.integer({ min: -3000, max: 3000 }), y: fc.integer({ min: -3000, max: 3000 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let zoom: Zoom = fitted
      for (const next of steps) {
        zoom = 'factor' in next ? zoomBy(next.factor, next, of(zoom)) : panBy(next, of(zoom))
        const { scale, x, y } = toPlacement(zoom, picture, stage)
        expect(Math.abs(x)).toBeLessThanOrEqual(Math.max(0, (picture.width * scale - stage.width) / 2) + 1e-6)
        expect(Math.abs(y)).toBeLessThanOrEqual(
          Math.max(0, (picture.height * scale - stage.height) / 2) + 1e-6,
        )
        expect(scale).toBeGreaterThanOrEqual(0.5)
        expect(scale).toBeLessThanOrEqual(maxScale)
      }
    }),
  )
})

describe('the original’s bytes', () => {
  const free: Zoom = { mode: 'free', scale: 1, x: 0, y: 0 }
  const at = (scale: number) => ({ scale, x: 0, y: 0 })

  test('are never fetched for the whole picture', () => {
    expect(needsOriginal(at(1), picture, { zoom: fitted, derivativeSide: 1280, pixelRatio: 3 })).toBe(false)
  })

  test('are fetched once the screen shows more than the derivative has', () => {
    expect(needsOriginal(at(0.6), picture, { zoom: free, derivativeSide: 1280, pixelRatio: 1 })).toBe(false)
    expect(needsOriginal(at(0.7), picture, { zoom: free, derivativeSide: 1280, pixelRatio: 1 })).toBe(true)
    expect(needsOriginal(at(0.4), picture, { zoom: free, derivativeSide: 1280, pixelRatio: 2 })).toBe(true)
  })

  test('are fetched to look at the pixels of a picture that is smaller than the derivative', () => {
    const small = { width: 1024, height: 1024 }

    expect(needsOriginal(at(2), small, { zoom: free, derivativeSide: 1280, pixelRatio: 1 })).toBe(true)
  })
})

test('a scale is told in whole per cent', () => {
  expect(toPercentWords(0.8437)).toBe('84 %')
})
