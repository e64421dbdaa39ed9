'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createQueryClient } from '#lib/client/query-client.ts'
import { Announcer } from './ui/announcer.tsx'
import { ToastRegion } from './ui/toast-region.tsx'
import { TooltipHost } from './ui/tooltip-host.tsx'

/** What every page needs once: the query cache, notices, announcements and the one tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      {children}
      <ToastRegion />
      <Announcer />
      <TooltipHost />
    </QueryClientProvider>
  )
}
