'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Announcer } from './ui/announcer.tsx'
import { ToastRegion } from './ui/toast-region.tsx'
import { TooltipLayer } from './ui/tooltip.tsx'

/** What every page needs once: the query cache, notices, announcements and the one tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      {children}
      <ToastRegion />
      <Announcer />
      <TooltipLayer />
    </QueryClientProvider>
  )
}

// Live events write into the cache as things happen, so coming back to a tab
// or mounting a second reader is no reason to ask again.
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 1 },
      mutations: { retry: false },
    },
  })
}
