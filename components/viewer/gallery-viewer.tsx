'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { imagesQuery } from '#lib/client/images.ts'
import { ImageQuery } from '#lib/shared/image.ts'
import { useViewedId } from './use-viewed-id.ts'
import { ViewerHost } from './viewer-host.tsx'

const readAhead = 8

/** The viewer over the gallery; stepping towards its end reads on. */
export function GalleryViewer({ serverTimeZone }: { serverTimeZone: string }) {
  const search = ImageQuery.safeParse({ favourites: useSearchParams().get('favourites') ?? undefined })
  const query = useInfiniteQuery(imagesQuery({ favourites: search.data?.favourites === '1' }))
  const id = useViewedId()
  const images = useMemo(() => query.data?.pages.flatMap((page) => page.images) ?? [], [query.data])

  const index = images.findIndex((image) => image.id === id)
  const canRead =
    index >= images.length - readAhead && index >= 0 && query.hasNextPage && !query.isFetchingNextPage
  const readOn = useEffectEvent(() => void query.fetchNextPage())
  useEffect(() => {
    if (canRead) readOn()
  }, [canRead])

  const total = query.data?.pages[0]?.total ?? null
  return <ViewerHost id={id} images={images} total={total} serverTimeZone={serverTimeZone} />
}
