'use client'

import { useState } from 'react'
import { type Arrivals, countArrivals } from './arrivals.ts'

/** How many generations came above the screen since its top was last seen. */
export function useArrivals(ids: readonly string[], isTopVisible: boolean): number {
  const [known, setKnown] = useState<Arrivals>({ seen: ids[0] ?? null, unseen: 0 })
  const next = countArrivals(ids, known, isTopVisible)
  // Adjusted while drawing, as React advises for state that follows props: no second pass on screen.
  if (next.seen !== known.seen || next.unseen !== known.unseen) setKnown(next)
  return next.unseen
}
