import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PriceWish } from '#lib/shared/generation.ts'
import { Estimate, GatewayStatus } from '#lib/shared/model.ts'
import { call } from './api.ts'

/** Which gateway pictures come from, and how it is; asked again every minute while somebody looks. */
export function gatewayQuery() {
  return queryOptions({
    queryKey: ['gateway'],
    queryFn: ({ signal }) => call(GatewayStatus, '/api/gateway', { signal }),
    staleTime: 30_000,
    refetchInterval: 60_000,
  })
}

/** What a press would cost. */
export function estimateQuery(wish: PriceWish) {
  return queryOptions({
    queryKey: ['estimates', wish],
    queryFn: ({ signal }) => call(Estimate, '/api/estimates', { method: 'POST', body: wish, signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
