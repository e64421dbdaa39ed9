import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { readLook, settingsCookie } from '#components/studio/composer-draft.ts'
import { Studio } from '#components/studio/studio.tsx'

export const metadata: Metadata = { title: 'Studio' }

export default async function StudioPage() {
  const look = readLook((await cookies()).get(settingsCookie)?.value)
  return <Studio look={look} serverTimeZone={Intl.DateTimeFormat().resolvedOptions().timeZone} />
}
