import type { QueryClient } from '@tanstack/react-query'
import type { LiveEvent } from '#lib/shared/live.ts'
import { applyEvent } from './live-cache.ts'

/**
 * An answer may have been read from the database before an event that has overtaken it on the way. Whoever waits for
 * an answer therefore collects the events of that time and lets them have the last word; an event that was itself
 * older is followed by its newer one.
 */
const waitingOf = new WeakMap<QueryClient, Set<LiveEvent[]>>()

function waiting(client: QueryClient): Set<LiveEvent[]> {
  const known = waitingOf.get(client) ?? new Set<LiveEvent[]>()
  waitingOf.set(client, known)
  return known
}

/** An event from the stream: into the cache, and to everybody who waits for an answer. */
export function receiveEvent(client: QueryClient, event: LiveEvent): void {
  for (const missed of waiting(client)) missed.push(event)
  applyEvent(client, event)
}

/** Reads, then catches up with what was told meanwhile. */
export async function readWithEvents<T>(
  client: QueryClient,
  read: () => Promise<T>,
  merge: (value: T, event: LiveEvent) => T,
): Promise<T> {
  const missed: LiveEvent[] = []
  waiting(client).add(missed)
  try {
    const value = await read()
    return missed.reduce(merge, value)
  } finally {
    waiting(client).delete(missed)
  }
}
