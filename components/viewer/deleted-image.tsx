'use client'

import Link from 'next/link'
import { toImageName } from '#components/image/image-words.ts'
import { useImageActions } from '#components/image/use-image-actions.ts'
import { Button, buttonLook } from '#components/ui/button.tsx'
import type { Image } from '#lib/shared/image.ts'

/** For an address that leads to a picture in the trash. */
export function DeletedImage({ image }: { image: Image }) {
  const { restore } = useImageActions(image)
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-16 sm:px-6">
      <h2 className="text-title">This image was deleted.</h2>
      <p className="max-w-prose text-body text-text-2">{toImageName(image.prompt)}</p>
      <div className="flex gap-2">
        <Button variant="primary" onClick={restore}>
          Restore
        </Button>
        <Link href="/gallery" className={buttonLook('quiet')}>
          Go to the gallery
        </Link>
      </div>
    </div>
  )
}
