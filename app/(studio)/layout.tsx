import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '#components/shell/shell.tsx'
import { readTheme, themeCookie } from '#components/shell/theme.ts'
import { keys } from '#lib/client/keys.ts'
import { listGenerations } from '#lib/server/generations/generations.ts'
import { requirePageMember } from '#lib/server/http/page.ts'
import { GenerationQuery } from '#lib/shared/generation.ts'

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { app, member } = await requirePageMember()
  const theme = readTheme((await cookies()).get(themeCookie)?.value)

  // Above the shell, because the queue in its header reads the same list as the stream: whoever asks first decides
  // whether the first paint has it.
  const client = new QueryClient()
  const newest = await listGenerations(app, member, GenerationQuery.parse({}))
  client.setQueryData(keys.generationLists, { pages: [newest], pageParams: [null] })

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Shell theme={theme} isSandbox={app.config.gateway.kind === 'sandbox'}>
        {children}
      </Shell>
    </HydrationBoundary>
  )
}
