'use client'

import { useEffect, useRef, useState } from 'react'
import { toImageName } from '#components/image/image-words.ts'
import { type ImageActions, useImageActions } from '#components/image/use-image-actions.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { type Image, imageBytesPath } from '#lib/shared/image.ts'
import { Filmstrip } from './filmstrip.tsx'
import { Inspector } from './inspector.tsx'
import { findPosition, type Position, toSiblings } from './neighbours.ts'
import { Stage } from './stage.tsx'
import { useBackdrop } from './use-backdrop.ts'
import { useStage } from './use-stage.ts'
import { useViewerShortcuts } from './use-viewer-shortcuts.ts'
import { ViewerBar } from './viewer-bar.tsx'

type Props = {
  image: Image
  /** The list it was opened from, in its order. */
  images: readonly Image[]
  /** How many the whole list has, of which `images` may be the beginning; null when nobody has counted. */
  total: number | null
  serverTimeZone: string
  onShow: (image: Image) => void
  /** Closes; `then` is for what needs the page behind, such as its composer. */
  onLeave: (then?: () => void) => void
}

// Tailwind's `lg`, at which the inspector stands beside the stage.
const wideScreen = '(min-width: 64rem)'

/** One picture, large, with its recipe beside it. */
export function Viewer({ image, images, total, serverTimeZone, onShow, onLeave }: Props) {
  const [backdrop, nextBackdrop] = useBackdrop()
  const [showsInfo, setShowsInfo] = useState(true)
  const stage = useStage(image)
  const position = findPosition(images, image.id, total)
  const siblings = toSiblings(images, image)
  const actions = useViewerActions(image, { position, onShow, onLeave })
  const step = (to: 'previous' | 'next') => {
    const target = position?.[to]
    if (target) onShow(target)
  }
  const close = () => onLeave()
  const inspector = useRef<HTMLDivElement>(null)
  // Beside the picture it comes and goes; on a narrow screen it is below, and one goes there.
  const toggleInfo = () => {
    if (matchMedia(wideScreen).matches) setShowsInfo(!showsInfo)
    else inspector.current?.scrollIntoView({ behavior: 'smooth' })
  }
  useViewerShortcuts({
    stage,
    actions,
    onStep: step,
    onBackdrop: nextBackdrop,
    onInfo: toggleInfo,
    onClose: close,
  })
  usePrefetch(position)

  return (
    <div className="flex h-full flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
      <div className="flex h-full shrink-0 flex-col lg:min-w-0 lg:flex-1">
        <ViewerBar
          {...{ image, position, stage, actions, backdrop, showsInfo }}
          onClose={close}
          onBackdrop={nextBackdrop}
          onInfo={toggleInfo}
        />
        <div className="grid min-h-0 flex-1">
          <Stage {...{ image, stage, backdrop, position }} onStep={step} />
        </div>
        {siblings.length > 1 && <Filmstrip images={siblings} current={image} onSelect={onShow} />}
      </div>
      <div
        ref={inspector}
        className={joinClasses(
          'scrollbar-quiet shrink-0 border-line lg:overflow-y-auto lg:border-l',
          !showsInfo && 'lg:hidden',
        )}
      >
        <h2 className="sr-only">{toImageName(image.prompt)}</h2>
        <Inspector image={image} actions={actions} serverTimeZone={serverTimeZone} />
      </div>
    </div>
  )
}

type Leaving = Pick<Props, 'onShow' | 'onLeave'> & { position: Position | null }

/** Deleting shows the next picture, so that looking through many goes on. */
function useViewerActions(image: Image, { position, onShow, onLeave }: Leaving): ImageActions {
  const actions = useImageActions(image)
  return {
    ...actions,
    reuse: (part) => onLeave(() => actions.reuse(part)),
    remove: () => {
      const neighbour = position?.next ?? position?.previous
      actions.remove()
      if (neighbour) onShow(neighbour)
      else onLeave()
    },
  }
}

// Nobody sees these: they make sure that a step to either side is there at once.
function usePrefetch(position: Position | null): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const neighbour of [position?.next, position?.previous]) {
        if (neighbour) new globalThis.Image().src = imageBytesPath(neighbour, 'large')
      }
    }, 200)
    return () => clearTimeout(timer)
  }, [position?.next, position?.previous])
}
