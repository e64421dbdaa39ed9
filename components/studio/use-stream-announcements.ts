'use client'

import { useEffect, useRef } from 'react'
import { announce } from '#components/ui/announcements.ts'
import type { Generation } from '#lib/shared/generation.ts'

// Nothing waits for these words: they come after the page.
async function tell(before: readonly Generation[], now: readonly Generation[]): Promise<void> {
  const { toNews } = await import('./stream-news.ts')
  for (const sentence of toNews(before, now)) announce(sentence)
}

/** Says to people who cannot see the tiles what has come of them. */
export function useStreamAnnouncements(generations: readonly Generation[]): void {
  const before = useRef(generations)
  useEffect(() => {
    const former = before.current
    before.current = generations
    if (former !== generations) void tell(former, generations)
  }, [generations])
}
