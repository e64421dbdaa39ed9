import type { QueryClient } from '@tanstack/react-query'
import type { Generation } from '#lib/shared/generation.ts'
import type { GenerationId } from '#lib/shared/ids.ts'

/**
 * Presses that have not been answered yet, and the generations that live events have told of meanwhile: one of those
 * may be the very generation a placeholder stands for, so they wait until the answer says which.
 */
type Presses = { placeholders: Map<GenerationId, Generation>; waiting: Map<GenerationId, Generation> }

const pressesOf = new WeakMap<QueryClient, Presses>()

export function presses(client: QueryClient): Presses {
  const known = pressesOf.get(client) ?? { placeholders: new Map(), waiting: new Map() }
  pressesOf.set(client, known)
  return known
}

const cardKeys = new Map<GenerationId, GenerationId>()

/** A React key that stays the same when the placeholder becomes the generation, so its tiles are not made anew. */
export function cardKey(id: GenerationId): string {
  return cardKeys.get(id) ?? id
}

export function keepCardKey(id: GenerationId, placeholderId: GenerationId): void {
  cardKeys.set(id, placeholderId)
}
