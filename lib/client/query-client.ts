import { QueryClient } from '@tanstack/react-query'
import { isUnreachable } from './api.ts'

/**
 * What the server knows lives here and is kept current by live events, so nothing goes stale by age.
 * `networkMode: 'always'`: the studio is often on this very machine, which is reachable without any network.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => isUnreachable(error) && failures < 3,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
