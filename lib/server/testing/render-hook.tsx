import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'

/** What a hook returns when a page is drawn once; its functions work afterwards, as they do for a page that has gone. */
export function renderHook<T>(client: QueryClient, useHook: () => T): T {
  let returned: { value: T } | null = null
  function Page() {
    returned = { value: useHook() }
    return null
  }
  renderToString(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  )
  if (!returned) throw new Error('The hook was not called')
  return (returned as { value: T }).value
}
