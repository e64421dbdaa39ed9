'use client'

import { Heart } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { tip } from '#components/ui/tooltip.ts'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { maxRowHeight, minRowHeight, rowHeightStep } from './density.ts'
import { showFavourites } from './use-gallery-filters.ts'

type Props = {
  total: number | null
  favourites: boolean
  rowHeight: number
  onRowHeight: (rowHeight: number) => void
}

/** How much there is, what of it is shown, and how large. */
export function GalleryBar({ total, favourites, rowHeight, onRowHeight }: Props) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="flex items-center">
        <p className="text-ui text-text-3 tabular" aria-live="polite">
          {total !== null && `${total.toLocaleString('en')} ${total === 1 ? 'image' : 'images'}`}
        </p>
      </div>
      <div className="flex items-center gap-4">
        <Button
          variant={favourites ? 'secondary' : 'quiet'}
          aria-pressed={favourites}
          onClick={() => showFavourites(!favourites)}
        >
          <Heart size={16} className={favourites ? 'fill-current' : undefined} aria-hidden="true" />
          Favourites
        </Button>
        <input
          type="range"
          aria-label="Size of the pictures"
          {...tip('Size of the pictures', `${shortcutKeys('smaller')} ${shortcutKeys('larger')}`)}
          min={minRowHeight}
          max={maxRowHeight}
          step={rowHeightStep}
          value={rowHeight}
          onChange={({ currentTarget }) => onRowHeight(currentTarget.valueAsNumber)}
          className="hidden h-6 w-28 accent-text sm:block"
        />
      </div>
    </header>
  )
}
