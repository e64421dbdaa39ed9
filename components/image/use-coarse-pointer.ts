'use client'

import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  const query = matchMedia('(pointer: coarse)')
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** True where fingers point: nothing may wait for a hover there. */
export function useCoarsePointer(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia('(pointer: coarse)').matches,
    () => false,
  )
}
