import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { toImageName } from '#components/image/image-words.ts'
import { ViewerPage } from '#components/viewer/viewer-page.tsx'
import { keys } from '#lib/client/keys.ts'
import { getGeneration } from '#lib/server/generations/generations.ts'
import { foundOnPage, requirePageMember } from '#lib/server/http/page.ts'
import { getImage } from '#lib/server/images/images.ts'
import { ImageId } from '#lib/shared/ids.ts'
import type { Image } from '#lib/shared/image.ts'

type Props = Pick<PageProps<'/i/[imageId]'>, 'params'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { prompt } = await requireImage((await params).imageId)
  return { title: toImageName(prompt) }
}

export default async function ImagePage({ params }: Props) {
  const { app, member } = await requirePageMember()
  const image = await requireImage((await params).imageId)
  const generation = await foundOnPage(getGeneration(app, member, image.generationId))

  const client = new QueryClient()
  client.setQueryData(keys.image(image.id), image)
  client.setQueryData(keys.generation(generation.id), generation)
  const serverTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ViewerPage id={image.id} generationId={generation.id} serverTimeZone={serverTimeZone} />
    </HydrationBoundary>
  )
}

async function requireImage(text: string): Promise<Image> {
  const { app, member } = await requirePageMember()
  const id = ImageId.safeParse(text)
  if (!id.success) notFound()
  return await foundOnPage(getImage(app, member, id.data))
}
