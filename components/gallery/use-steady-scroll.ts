'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { findAnchor, toScroll } from './anchor.ts'
import type { GalleryRow } from './gallery-rows.ts'

/** What somebody looks at stays where it is when rows above it come, go or change their height. */
export function useSteadyScroll(rows: readonly GalleryRow[], grid: RefObject<HTMLElement | null>): void {
  const before = useRef(rows)
  useLayoutEffect(() => {
    const former = before.current
    before.current = rows
    const element = grid.current
    if (!element || former === rows || former.length === 0) return
    const top = element.getBoundingClientRect().top + window.scrollY
    const anchor = findAnchor(former, window.scrollY - top)
    const target = anchor && toScroll(rows, anchor)
    if (target !== null && Math.abs(target + top - window.scrollY) >= 1) window.scrollTo(0, target + top)
  }, [rows, grid])
}
