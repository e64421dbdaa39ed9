import { findImageLink } from '#components/image/image-link.tsx'
import type { Image } from '#lib/shared/image.ts'

const flyMs = 220

/** The picture grows out of its tile into its place on the stage. Nothing moves for those who asked for stillness. */
export function flyIn(image: Image, stagePicture: HTMLElement): void {
  const tile = findImageLink(image.id)?.querySelector('img')
  if (!tile || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const from = tile.getBoundingClientRect()
  const to = stagePicture.getBoundingClientRect()
  if (to.width === 0 || from.width === 0) return
  const x = from.left + from.width / 2 - to.left - to.width / 2
  const y = from.top + from.height / 2 - to.top - to.height / 2
  // On the way it may pass over whatever frames the stage.
  const frames = framesOf(stagePicture)
  for (const frame of frames) frame.style.overflow = 'visible'
  // `translate` and `scale` of their own, so that the stage's `transform` stays what the zoom says.
  const flight = stagePicture.animate(
    [
      { translate: `${x}px ${y}px`, scale: `${from.width / to.width} ${from.height / to.height}` },
      { translate: '0px 0px', scale: '1 1' },
    ],
    { duration: flyMs, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' },
  )
  const land = () => {
    for (const frame of frames) frame.style.overflow = ''
  }
  flight.finished.then(land, land)
}

function framesOf(element: HTMLElement): HTMLElement[] {
  const frames: HTMLElement[] = []
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.matches('[data-stage-frame]')) frames.push(at)
  }
  return frames
}
