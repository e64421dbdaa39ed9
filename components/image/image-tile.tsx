'use client'

import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { isShortcut } from '#lib/client/use-shortcut.ts'
import type { Image } from '#lib/shared/image.ts'
import { ImageLink } from './image-link.tsx'
import { Picture } from './picture.tsx'
import { useCoarsePointer } from './use-coarse-pointer.ts'
import { type ImageActions, useImageActions } from './use-image-actions.ts'

const ImageTileActions = lazy(async () => ({
  default: (await import('./image-tile-actions.tsx')).ImageTileActions,
}))

type Props = {
  image: Image
  /** The width it is laid out at. */
  sizes: string
  eager?: boolean
  /** Of the link; for grids with one tab stop. */
  tabIndex?: number
  /** `cover` where the tile has the picture's own shape but for a rounding. */
  fit?: 'contain' | 'cover'
}

/** A picture that opens, and what can be done with it. At rest it is the picture and nothing else. */
export function ImageTile({ image, sizes, eager, tabIndex, fit }: Props) {
  const actions = useImageActions(image)
  const isCoarse = useCoarsePointer()
  // Six buttons a tile add up: they are made when somebody comes near, and then stay.
  const [isNear, setNear] = useState(false)
  const comeNear = () => setNear(true)

  return (
    <div className="group/tile relative size-full">
      <ImageLink
        image={image}
        tabIndex={tabIndex}
        className="grid size-full place-items-center rounded-tile"
        onPointerEnter={comeNear}
        onFocus={comeNear}
        onKeyDown={(event) => answerKeys(event, actions)}
      >
        <Picture image={image} sizes={sizes} eager={eager} fit={fit} className="rounded-tile" />
      </ImageLink>
      {(isNear || isCoarse) && (
        <Suspense fallback={null}>
          <ImageTileActions image={image} actions={actions} isCoarse={isCoarse} isTabStop={tabIndex !== -1} />
        </Suspense>
      )}
    </div>
  )
}

function answerKeys(event: KeyboardEvent, actions: ImageActions): void {
  const answers = [
    ['favourite', actions.toggleFavourite],
    ['download', actions.download],
    ['remove', actions.remove],
    ['reuse', () => actions.reuse('all')],
    ['reuse-prompt', () => actions.reuse('prompt')],
  ] as const
  const answer = answers.find(([id]) => isShortcut(event, id))
  if (!answer) return
  event.preventDefault()
  answer[1]()
}
