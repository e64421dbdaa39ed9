'use client'

import { lazy, Suspense, useEffect } from 'react'
import { revealImage } from '#components/image/reveal.ts'
import type { ImageId } from '#lib/shared/ids.ts'
import { type Image, imageBytesPath } from '#lib/shared/image.ts'

const loadOverlay = () => import('./viewer-overlay.tsx')
const ViewerOverlay = lazy(async () => ({ default: (await loadOverlay()).ViewerOverlay }))

type Props = {
  /** The picture that the address names, if any. */
  id: ImageId | null
  /** The list behind, in its order. */
  images: readonly Image[]
  /** How many the whole list has; null when nobody has counted. */
  total: number | null
  serverTimeZone: string
}

/** Opens the viewer over a list when the address says so. Its code comes when somebody reaches for a picture. */
export function ViewerHost({ id, images, total, serverTimeZone }: Props) {
  useEffect(() => prepareOnApproach(images), [images])
  if (!id) return null
  return (
    <Suspense fallback={null}>
      <ViewerOverlay
        id={id}
        images={images}
        total={total}
        serverTimeZone={serverTimeZone}
        onClosed={revealImage}
      />
    </Suspense>
  )
}

const approachMs = 80

/** Whoever rests on a picture may open it: the viewer and the large picture are fetched while they think. */
function prepareOnApproach(images: readonly Image[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const approach = ({ target }: Event) => {
    clearTimeout(timer)
    const link = target instanceof Element ? target.closest<HTMLElement>('[data-image-link]') : null
    const image = link && images.find(({ id }) => id === link.dataset.imageLink)
    if (image) timer = setTimeout(() => prepare(image), approachMs)
  }
  document.addEventListener('pointerover', approach, { passive: true })
  document.addEventListener('focusin', approach)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('pointerover', approach)
    document.removeEventListener('focusin', approach)
  }
}

function prepare(image: Image): void {
  void loadOverlay()
  new globalThis.Image().src = imageBytesPath(image, 'large')
}
