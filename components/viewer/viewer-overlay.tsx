'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import { stepToImage } from '#components/image/image-link.tsx'
import { imageQuery } from '#lib/client/images.ts'
import type { ImageId } from '#lib/shared/ids.ts'
import type { Image } from '#lib/shared/image.ts'
import { makeRestInert } from './inert-rest.ts'
import { Viewer } from './viewer.tsx'

type Props = {
  id: ImageId
  images: readonly Image[]
  total: number | null
  serverTimeZone: string
  /** Where the focus goes when it closes: to the tile of the picture seen last. */
  onClosed: (image: Image) => void
}

/** The viewer over the page it was opened from, which stays as it is behind it. */
export function ViewerOverlay({ id, images, total, serverTimeZone, onClosed }: Props) {
  const listed = images.find((image) => image.id === id)
  const asked = useQuery({ ...imageQuery(id), enabled: !listed })
  const image = listed ?? asked.data ?? null
  const { layer, leaveThen } = useLayer(() => image && onClosed(image))

  return createPortal(
    <div
      ref={layer}
      role="dialog"
      aria-modal="true"
      aria-label="Image"
      tabIndex={-1}
      className="fixed inset-0 z-40 bg-bg transition-opacity duration-(--dur-2) starting:opacity-0"
    >
      {image && (
        <Viewer
          image={image}
          images={images}
          total={total}
          serverTimeZone={serverTimeZone}
          onShow={(next) => stepToImage(next.id)}
          onLeave={leaveThen}
        />
      )}
    </div>,
    document.body,
  )
}

/** While it is there nothing behind it can be reached or scrolled; `leaveThen` does its work when it has gone. */
function useLayer(onClosed: () => void) {
  const layer = useRef<HTMLDivElement>(null)
  const after = useRef<(() => void) | null>(null)
  const close = useEffectEvent(() => (after.current ?? onClosed)())

  useEffect(() => {
    const element = layer.current
    if (!element) return
    const restore = makeRestInert(element)
    const { style } = document.documentElement
    const { overflow } = style
    style.overflow = 'hidden'
    element.focus({ preventScroll: true })
    return () => {
      restore()
      style.overflow = overflow
      close()
    }
  }, [])

  const leaveThen = (work?: () => void) => {
    after.current = work ?? null
    window.history.back()
  }
  return { layer, leaveThen }
}
