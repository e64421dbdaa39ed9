import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '#components/shell/shell.tsx'
import { readTheme, themeCookie } from '#components/shell/theme.ts'

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value)
  return <Shell theme={theme}>{children}</Shell>
}
