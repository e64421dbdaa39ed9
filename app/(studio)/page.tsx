import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { readLook, settingsCookie } from '#components/studio/composer-draft.ts'
import { Studio } from '#components/studio/studio.tsx'
import { StreamViewer } from '#components/viewer/stream-viewer.tsx'
import { requirePageMember } from '#lib/server/http/page.ts'

export const metadata: Metadata = { title: 'Studio' }

export default async function StudioPage() {
  await requirePageMember()
  const look = readLook((await cookies()).get(settingsCookie)?.value)
  const serverTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (
    <>
      <Studio look={look} serverTimeZone={serverTimeZone} />
      <StreamViewer serverTimeZone={serverTimeZone} />
    </>
  )
}
