'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let nowMs = 0

// One clock for every tile: they change together, and a hundred of them cost one timer.
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, 1000)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function tick(): void {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}

const ignore = () => () => undefined
const never = () => 0

// Between two looks of one drawing the time must stand still, so it is renewed at most once a second here too.
function readNow(): number {
  if (listeners.size === 0 && Date.now() - nowMs >= 1000) nowMs = Date.now()
  return nowMs
}

/** The time, a second at a time, while `isTicking`; 0 on the server and when nothing depends on it. */
export function useNow(isTicking: boolean): number {
  return useSyncExternalStore(isTicking ? subscribe : ignore, isTicking ? readNow : never, never)
}
