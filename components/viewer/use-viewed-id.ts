'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'
import { endOpening, onOpening, readOpening } from '#components/image/opening.ts'
import { ImageId } from '#lib/shared/ids.ts'

const none = () => null

/** The picture that the address names; the address is where this is kept, so back, forward and reload just work. */
export function useViewedId(): ImageId | null {
  const named = toImageId(usePathname())
  const opening = useSyncExternalStore(onOpening, readOpening, none)

  useEffect(() => {
    if (named) endOpening()
  }, [named])
  useEffect(() => {
    window.addEventListener('popstate', endOpening)
    return () => {
      window.removeEventListener('popstate', endOpening)
      endOpening()
    }
  }, [])

  return named ?? opening
}

function toImageId(pathname: string): ImageId | null {
  const parsed = ImageId.safeParse(/^\/i\/([^/]+)$/.exec(pathname)?.[1])
  return parsed.success ? parsed.data : null
}
