'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { type Anchor, findAnchor, toScroll } from './anchor.ts'
import type { GalleryRow } from './gallery-rows.ts'

// Sticks to the window's top.
const headerHeight = 48

/** What somebody looks at stays where it is when rows above it come, go or change their height. */
export function useSteadyScroll(rows: readonly GalleryRow[], grid: RefObject<HTMLElement | null>): void {
  const before = useRef(rows)
  // Until somebody scrolls on, it stays the same one: a new one each time would drift from row to row.
  const kept = useRef<{ anchor: Anchor; scrollY: number } | null>(null)

  useLayoutEffect(() => {
    const former = before.current
    before.current = rows
    const element = grid.current
    if (!element || former === rows || former.length === 0) return
    const top = element.getBoundingClientRect().top + window.scrollY
    const isUnmoved = kept.current && Math.abs(kept.current.scrollY - window.scrollY) < 1
    const anchor = isUnmoved ? (kept.current?.anchor ?? null) : lookForAnchor(former, top)
    kept.current = null
    const target = anchor && toScroll(rows, anchor)
    if (!anchor || target === null) return
    if (Math.abs(target + top - window.scrollY) >= 1) window.scrollTo(0, target + top)
    kept.current = { anchor, scrollY: window.scrollY }
  }, [rows, grid])
}

function lookForAnchor(rows: readonly GalleryRow[], top: number): Anchor | null {
  const screen = { scrolled: window.scrollY - top, height: window.innerHeight, covered: headerHeight }
  const focused = document.activeElement?.getAttribute('data-image-link') ?? null
  return findAnchor(rows, screen, focused)
}
