'use client'

import Link from 'next/link'
import { Button, buttonLook } from '#components/ui/button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { showFavourites } from './use-gallery-filters.ts'

/** Nothing to show, why, and where to go. */
export function GalleryEmpty({ favourites }: { favourites: boolean }) {
  return favourites ? (
    <div className="flex flex-col items-start gap-3 py-16">
      <h2 className="text-title">No favourites yet.</h2>
      <p className="flex flex-wrap items-center gap-1.5 text-body text-text-2">
        Press <Kbd keys={shortcutKeys('favourite')} /> on an image, or use its heart, to keep it here.
      </p>
      <Button onClick={() => showFavourites(false)}>Show all images</Button>
    </div>
  ) : (
    <div className="flex flex-col items-start gap-3 py-16">
      <h2 className="text-title">Your images will collect here.</h2>
      <p className="text-body text-text-2">Everything the studio makes is kept, newest first.</p>
      <Link href="/" className={buttonLook('primary')}>
        Make the first one
      </Link>
    </div>
  )
}
