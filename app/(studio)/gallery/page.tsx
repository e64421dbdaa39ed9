import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { Gallery } from '#components/gallery/gallery.tsx'
import { toGalleryFilters } from '#components/gallery/gallery-filters.ts'
import { GalleryViewer } from '#components/viewer/gallery-viewer.tsx'
import { keys } from '#lib/client/keys.ts'
import { requirePageMember } from '#lib/server/http/page.ts'
import { listImages } from '#lib/server/images/images.ts'
import { ImageQuery } from '#lib/shared/image.ts'

export const metadata: Metadata = { title: 'Gallery' }

type Props = Pick<PageProps<'/gallery'>, 'searchParams'>

export default async function GalleryPage({ searchParams }: Props) {
  const { app, member } = await requirePageMember()
  const filters = toGalleryFilters(await searchParams)
  const query = ImageQuery.parse(filters.favourites ? { favourites: '1' } : {})

  const client = new QueryClient()
  const newest = await listImages(app, member, query)
  client.setQueryData(keys.imageList(filters), { pages: [newest], pageParams: [null] })
  const serverTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Gallery serverTimeZone={serverTimeZone} />
      <GalleryViewer serverTimeZone={serverTimeZone} />
    </HydrationBoundary>
  )
}
