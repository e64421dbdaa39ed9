'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { preload } from 'react-dom'
import { stepToImage } from '#components/image/image-link.tsx'
import { generationQuery } from '#lib/client/generations.ts'
import { imageQuery } from '#lib/client/images.ts'
import type { ImageId } from '#lib/shared/ids.ts'
import { type Image, imageBytesPath } from '#lib/shared/image.ts'
import { DeletedImage } from './deleted-image.tsx'
import { useViewedId } from './use-viewed-id.ts'
import { Viewer } from './viewer.tsx'

type Props = { id: ImageId; generationId: Image['generationId']; serverTimeZone: string }

/** The viewer as a page of its own, for an address that was opened directly. Its list is the press it came from. */
export function ViewerPage({ id, generationId, serverTimeZone }: Props) {
  const router = useRouter()
  const viewedId = useViewedId() ?? id
  const { data: generation } = useQuery(generationQuery(generationId))
  const siblings = (generation?.attempts ?? [])
    .flatMap(({ image }) => image ?? [])
    .filter(({ deletedAt }) => deletedAt === null)
  const listed = siblings.find((image) => image.id === viewedId)
  const { data: asked } = useQuery({ ...imageQuery(viewedId), enabled: !listed })
  const image = listed ?? asked

  if (!image) return null
  // The stage is measured before it shows anything; its picture need not wait for that.
  preload(imageBytesPath(image, 'large'), { as: 'image', fetchPriority: 'high' })
  if (image.deletedAt !== null) return <DeletedImage image={image} />
  return (
    <div className="h-[calc(100svh-3rem-var(--tabs-height,0px))]">
      <Viewer
        image={image}
        images={siblings}
        total={siblings.length}
        serverTimeZone={serverTimeZone}
        onShow={(next) => stepToImage(next.id)}
        onLeave={(then) => (then ? then() : router.push('/gallery'))}
      />
    </div>
  )
}
