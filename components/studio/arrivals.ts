/** Which of the stream's newest generations somebody has had on screen. */
export type Arrivals = { seen: string | null; unseen: number }

/**
 * How many came above the newest one seen. While the stream's top is on screen, everything is seen as it comes; when
 * what was seen is gone (deleted, or a placeholder that became itself), counting starts afresh.
 */
export function countArrivals(ids: readonly string[], known: Arrivals, isTopVisible: boolean): Arrivals {
  const newest = ids[0] ?? null
  if (isTopVisible || known.seen === null) return { seen: newest, unseen: 0 }
  const unseen = ids.indexOf(known.seen)
  return unseen < 0 ? { seen: newest, unseen: 0 } : { seen: known.seen, unseen }
}
