'use client'

import { useSyncExternalStore } from 'react'

/** `polling`: the stream is silent, so the studio is asked every few seconds. `offline`: it does not answer at all. */
export type Connection = 'live' | 'polling' | 'offline'

let connection: Connection = 'live'
const listeners = new Set<() => void>()

export function showConnection(next: Connection): void {
  if (next === connection) return
  connection = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How this page hears from the studio now; every part of it may ask. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => connection,
    () => 'live',
  )
}
