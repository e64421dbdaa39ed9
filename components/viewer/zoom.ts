import type { PixelSize } from '#lib/shared/image.ts'

/**
 * How a picture lies on the stage: `scale` in style-sheet pixels per picture pixel, `x` and `y` from the stage's
 * middle to the picture's. `fit` follows the stage when the window changes; a chosen zoom stays.
 */
export type Zoom = { mode: 'fit' } | { mode: 'free'; scale: number; x: number; y: number }

export type Stage = { width: number; height: number }
export type Point = { x: number; y: number }
export type Placement = { scale: number; x: number; y: number }

export const fitted: Zoom = { mode: 'fit' }
export const maxScale = 8
/** From here on pictures are shown as the pixels they are. */
export const pixelatedScale = 3

/** The largest scale at which the whole picture is seen; never beyond its own pixels. */
export function toFitScale(picture: PixelSize, stage: Stage): number {
  if (stage.width <= 0 || stage.height <= 0) return 1
  return Math.min(1, stage.width / picture.width, stage.height / picture.height)
}

export function toPlacement(zoom: Zoom, picture: PixelSize, stage: Stage): Placement {
  if (zoom.mode === 'fit') return { scale: toFitScale(picture, stage), x: 0, y: 0 }
  return clampPlacement(zoom, picture, stage)
}

/** Zooms by a factor so that what is under the pointer stays there. `at` counts from the stage's middle. */
export function zoomBy(
  factor: number,
  at: Point,
  of: { zoom: Zoom; picture: PixelSize; stage: Stage },
): Zoom {
  return zoomTo(toPlacement(of.zoom, of.picture, of.stage).scale * factor, at, of)
}

export function zoomTo(
  wanted: number,
  at: Point,
  { zoom, picture, stage }: { zoom: Zoom; picture: PixelSize; stage: Stage },
): Zoom {
  const before = toPlacement(zoom, picture, stage)
  const fit = toFitScale(picture, stage)
  const scale = Math.min(maxScale, wanted)
  // Smaller than the whole picture shows nothing more: that is where zooming out ends.
  if (scale <= fit * 1.001) return fitted
  const ratio = scale / before.scale
  const moved = { scale, x: at.x - (at.x - before.x) * ratio, y: at.y - (at.y - before.y) * ratio }
  return { mode: 'free', ...clampPlacement(moved, picture, stage) }
}

export function panBy(
  by: Point,
  { zoom, picture, stage }: { zoom: Zoom; picture: PixelSize; stage: Stage },
): Zoom {
  if (zoom.mode === 'fit') return zoom
  const { scale, x, y } = toPlacement(zoom, picture, stage)
  return { mode: 'free', ...clampPlacement({ scale, x: x + by.x, y: y + by.y }, picture, stage) }
}

/** Between the whole picture and its own pixels; where both are the same, to twice as large. */
export function toggleZoom(at: Point, of: { zoom: Zoom; picture: PixelSize; stage: Stage }): Zoom {
  if (of.zoom.mode === 'free') return fitted
  return zoomTo(toFitScale(of.picture, of.stage) < 0.999 ? 1 : 2, at, of)
}

/** True when the derivative has fewer pixels than the screen can show at this zoom. */
export function needsOriginal(
  placement: Placement,
  picture: PixelSize,
  of: { zoom: Zoom; derivativeSide: number; pixelRatio: number },
): boolean {
  if (of.zoom.mode === 'fit') return false
  const side = Math.max(picture.width, picture.height)
  return side * placement.scale * of.pixelRatio > Math.min(side, of.derivativeSide)
}

export function toPercentWords(scale: number): string {
  return `${Math.round(scale * 100)} %`
}

// A side that fits is centred; one that does not can be moved until its edge meets the stage's.
function clampPlacement({ scale, x, y }: Placement, picture: PixelSize, stage: Stage): Placement {
  const reachX = Math.max(0, (picture.width * scale - stage.width) / 2)
  const reachY = Math.max(0, (picture.height * scale - stage.height) / 2)
  return { scale, x: clamp(x, reachX), y: clamp(y, reachY) }
}

function clamp(value: number, reach: number): number {
  // `+ 0` turns the negative zero into a plain one.
  return Math.min(reach, Math.max(-reach, value)) + 0
}
