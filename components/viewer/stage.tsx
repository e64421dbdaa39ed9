'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef } from 'react'
import { joinClasses } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { type Image, variantSizes } from '#lib/shared/image.ts'
import { type Backdrop, backdropColours } from './backdrop.ts'
import { flyIn } from './fly-in.ts'
import type { Position } from './neighbours.ts'
import { StagePicture } from './stage-picture.tsx'
import type { StageControl } from './use-stage.ts'
import { useStagePointers } from './use-stage-pointers.ts'
import { needsOriginal } from './zoom.ts'

type Props = {
  image: Image
  stage: StageControl
  backdrop: Backdrop
  position: Position | null
  onStep: (to: 'previous' | 'next') => void
}

/** The picture, large, and nothing on it. */
export function Stage({ image, stage, backdrop, position, onStep }: Props) {
  const pointers = useStagePointers(stage, onStep)
  const { placement, zoom } = stage
  // Only the picture that was opened comes out of its tile; stepping never moves anything.
  const hasEntered = useRef(false)
  const enter = (element: HTMLElement) => {
    if (!hasEntered.current) flyIn(image, element)
    hasEntered.current = true
  }
  const showOriginal = needsOriginal(placement, image, {
    zoom,
    derivativeSide: variantSizes.large,
    pixelRatio: globalThis.devicePixelRatio ?? 1,
  })
  return (
    <div
      data-stage-frame
      className="group/stage relative min-h-0 overflow-hidden transition-colors duration-(--dur-2)"
      style={{ backgroundColor: backdropColours[backdrop] }}
    >
      <div
        ref={stage.setElement}
        data-stage-frame
        {...pointers}
        className={joinClasses(
          'absolute inset-0 overflow-hidden sm:inset-6',
          zoom.mode === 'fit'
            ? 'cursor-zoom-in touch-pan-y'
            : 'cursor-grab touch-none active:cursor-grabbing',
        )}
      >
        {stage.stage.width > 0 && (
          <StagePicture key={image.id} {...{ image, placement, showOriginal }} onEnter={enter} />
        )}
      </div>
      <Step to="previous" isPossible={Boolean(position?.previous)} onStep={onStep} />
      <Step to="next" isPossible={Boolean(position?.next)} onStep={onStep} />
    </div>
  )
}

const steps = {
  previous: { label: 'Previous image', icon: ChevronLeft, place: 'left-2' },
  next: { label: 'Next image', icon: ChevronRight, place: 'right-2' },
} as const

function Step({
  to,
  isPossible,
  onStep,
}: {
  to: keyof typeof steps
  isPossible: boolean
  onStep: Props['onStep']
}) {
  const { label, icon: Icon, place } = steps[to]
  if (!isPossible) return null
  return (
    <IconButton
      on="picture"
      label={label}
      keys={shortcutKeys(to)}
      onClick={() => onStep(to)}
      className={joinClasses(
        'absolute! top-1/2 -translate-y-1/2 rounded-full opacity-0 transition-opacity group-hover/stage:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden',
        place,
      )}
    >
      <Icon size={20} aria-hidden="true" />
    </IconButton>
  )
}
