'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { generationsQuery } from '#lib/client/generations.ts'
import { useViewedId } from './use-viewed-id.ts'
import { ViewerHost } from './viewer-host.tsx'

/** The viewer over the studio's stream. */
export function StreamViewer({ serverTimeZone }: { serverTimeZone: string }) {
  const { data, hasNextPage } = useInfiniteQuery(generationsQuery())
  const id = useViewedId()
  const images = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap(({ generations }) => generations)
        .flatMap(({ attempts }) => attempts.flatMap(({ image }) => image ?? []))
        .filter(({ deletedAt }) => deletedAt === null),
    [data],
  )
  const total = hasNextPage ? null : images.length
  return <ViewerHost id={id} images={images} total={total} serverTimeZone={serverTimeZone} />
}
