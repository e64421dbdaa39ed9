'use client'

import { Contrast, Download, Heart, PanelRight, Trash2, X } from 'lucide-react'
import type { ImageActions } from '#components/image/use-image-actions.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import type { Image } from '#lib/shared/image.ts'
import { type Backdrop, backdropLabels, nextBackdrop } from './backdrop.ts'
import type { Position } from './neighbours.ts'
import type { StageControl } from './use-stage.ts'
import { toPercentWords } from './zoom.ts'

type Props = {
  image: Image
  position: Position | null
  stage: StageControl
  actions: ImageActions
  backdrop: Backdrop
  onBackdrop: () => void
  showsInfo: boolean
  onInfo: () => void
  onClose: () => void
}

const icon = { size: 18, 'aria-hidden': true } as const

/** Above the picture, never on it. */
export function ViewerBar({ image, position, stage, actions, onClose, ...rest }: Props) {
  const isFavourite = image.favouritedAt !== null
  return (
    <div className="flex h-12 items-center justify-between gap-2 px-2 pointer-coarse:h-14">
      <div className="flex min-w-0 items-center gap-2">
        <IconButton label="Close" keys={shortcutKeys('close-viewer')} onClick={onClose}>
          <X {...icon} />
        </IconButton>
        {position && <p className="truncate text-ui text-text-2 tabular">{toPositionWords(position)}</p>}
      </div>
      <div className="flex items-center gap-1">
        <ZoomControl image={image} stage={stage} />
        <BackdropButton backdrop={rest.backdrop} onBackdrop={rest.onBackdrop} />
        <IconButton
          label="Favourite"
          keys={shortcutKeys('favourite')}
          aria-pressed={isFavourite}
          onClick={actions.toggleFavourite}
        >
          <Heart {...icon} className={isFavourite ? 'fill-current' : undefined} />
        </IconButton>
        <IconButton
          label="Download original"
          keys={shortcutKeys('download-viewed')}
          onClick={actions.download}
        >
          <Download {...icon} />
        </IconButton>
        <IconButton label="Delete" keys={shortcutKeys('remove')} onClick={actions.remove}>
          <Trash2 {...icon} />
        </IconButton>
        <IconButton
          label="Recipe"
          keys={shortcutKeys('info')}
          aria-pressed={rest.showsInfo}
          onClick={rest.onInfo}
        >
          <PanelRight {...icon} />
        </IconButton>
      </div>
    </div>
  )
}

function toPositionWords({ index, total }: Position): string {
  return total === null ? `Image ${index + 1}` : `${index + 1} of ${total}`
}

function BackdropButton({ backdrop, onBackdrop }: Pick<Props, 'backdrop' | 'onBackdrop'>) {
  return (
    <IconButton
      label={`Backdrop: ${backdropLabels[backdrop]}`}
      hint={`Backdrop: ${backdropLabels[backdrop]}. Next: ${backdropLabels[nextBackdrop(backdrop)]}`}
      keys={shortcutKeys('backdrop')}
      onClick={onBackdrop}
    >
      <Contrast {...icon} />
    </IconButton>
  )
}

function ZoomControl({ image, stage }: Pick<Props, 'image' | 'stage'>) {
  const isFit = stage.zoom.mode === 'fit'
  const look = 'h-7 rounded-control px-2 text-ui tabular hover:bg-hover hover:text-text'
  return (
    <fieldset aria-label="Zoom" className="mr-2 hidden items-center gap-0.5 sm:flex">
      <span aria-live="polite" className="w-16 pr-2 text-right text-ui text-text-3 tabular">
        {stage.stage.width > 0 && toPercentWords(stage.placement.scale)}
      </span>
      <button
        type="button"
        aria-pressed={isFit}
        onClick={stage.fit}
        className={joinClasses(look, isFit ? 'bg-hover text-text' : 'text-text-2')}
      >
        Fit
      </button>
      <button
        type="button"
        aria-pressed={!isFit && stage.placement.scale === 1}
        onClick={() => stage.toScale(1)}
        data-tip={`${image.width}×${image.height} pixels as they are`}
        className={joinClasses(
          look,
          !isFit && stage.placement.scale === 1 ? 'bg-hover text-text' : 'text-text-2',
        )}
      >
        100 %
      </button>
    </fieldset>
  )
}
