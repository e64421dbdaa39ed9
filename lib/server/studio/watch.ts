import type { App } from '../app.ts'

/**
 * Calls when something may have changed: after this process's own commits, when the courier says so, and every `pollMs`
 * in case its word was lost. Returns the way to stop.
 */
export function watch(
  { store, courier, pollMs }: Pick<App, 'store' | 'courier'> & { pollMs: number },
  wake: () => void,
): () => void {
  const stops = [store.changes.subscribe(wake), courier.subscribe(wake)]
  const timer = setInterval(wake, pollMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    for (const stop of stops) stop()
  }
}
