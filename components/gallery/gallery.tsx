'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ListEnd } from '#components/image/list-end.tsx'
import { useHydrated, useTimeZone } from '#components/image/use-hydrated.ts'
import { Button } from '#components/ui/button.tsx'
import { imagesQuery } from '#lib/client/images.ts'
import { initialRowHeight } from './density.ts'
import { GalleryBar } from './gallery-bar.tsx'
import { GalleryEmpty } from './gallery-empty.tsx'
import { GalleryGrid } from './gallery-grid.tsx'
import { useDensity } from './use-density.ts'
import { useGalleryFilters } from './use-gallery-filters.ts'
import { useWidth } from './use-width.ts'

/** Everything the studio keeps, newest first. */
export function Gallery({ serverTimeZone }: { serverTimeZone: string }) {
  const filters = useGalleryFilters()
  const query = useInfiniteQuery(imagesQuery(filters))
  const timeZone = useTimeZone(serverTimeZone)
  const isHydrated = useHydrated()
  const [rowHeight, setRowHeight] = useDensity()
  const [frame, width] = useWidth()
  const images = useMemo(() => query.data?.pages.flatMap((page) => page.images) ?? [], [query.data])
  const favourites = filters.favourites === true

  return (
    <div className="flex min-h-svh flex-col px-4 py-4 sm:px-6">
      <GalleryBar
        total={query.data?.pages[0]?.total ?? null}
        favourites={favourites}
        rowHeight={isHydrated ? rowHeight : initialRowHeight}
        onRowHeight={setRowHeight}
      />
      <div ref={frame} className="flex-1">
        {query.isError && !query.data && <GalleryError onRetry={() => query.refetch()} />}
        {query.data && images.length === 0 && <GalleryEmpty favourites={favourites} />}
        {images.length > 0 && width > 0 && (
          <>
            <GalleryGrid images={images} width={width} rowHeight={rowHeight} timeZone={timeZone} />
            <ListEnd key={query.data?.pages.length} noun="images" query={query} />
          </>
        )}
      </div>
    </div>
  )
}

function GalleryError({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 py-16">
      <h2 className="text-title">The images could not be read.</h2>
      <p className="text-body text-text-2">
        The studio did not answer. Nothing is lost: what was made is kept.
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}
