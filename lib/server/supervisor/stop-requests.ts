/** One press of Ctrl-C can reach us by several ways: from the terminal, from npm, and from what npm has started. */
const samePressMs = 1000

/**
 * Calls the first listener when somebody wants the studio to end, and the second when they ask again: then they do not
 * want to wait.
 */
export function onStopRequests(stop: () => void, stopAtOnce: () => void): void {
  let firstAt: number | null = null
  const ask = () => {
    const now = performance.now()
    if (firstAt === null) {
      firstAt = now
      stop()
    } else if (now - firstAt > samePressMs) stopAtOnce()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.on('SIGHUP', ask)
  // Whoever started us was killed.
  process.on('disconnect', ask)
}
