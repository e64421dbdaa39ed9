'use client'

import { useSyncExternalStore } from 'react'
import { onAnnouncement, readAnnouncement } from './announcements.ts'

/** The one polite live region: what is announced here is heard and not seen. */
export function Announcer() {
  const text = useSyncExternalStore(onAnnouncement, readAnnouncement, () => '')
  return (
    <div role="status" className="sr-only">
      {text}
    </div>
  )
}
