'use client'

import { usePathname } from 'next/navigation'
import { ImageId } from '#lib/shared/ids.ts'

/** The picture that the address names; the address is where this is kept, so back, forward and reload just work. */
export function useViewedId(): ImageId | null {
  const pathname = usePathname()
  const match = /^\/i\/([^/]+)$/.exec(pathname)
  const parsed = ImageId.safeParse(match?.[1])
  return parsed.success ? parsed.data : null
}
