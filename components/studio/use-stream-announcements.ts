'use client'

import { useEffect, useRef } from 'react'
import { announce } from '#components/ui/announcements.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { toNews } from './stream-news.ts'

/** Says to people who cannot see the tiles what has come of them. */
export function useStreamAnnouncements(generations: readonly Generation[]): void {
  const before = useRef(generations)
  useEffect(() => {
    for (const sentence of toNews(before.current, generations)) announce(sentence)
    before.current = generations
  }, [generations])
}
