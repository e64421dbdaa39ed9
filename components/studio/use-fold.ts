'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useState } from 'react'

/**
 * On a narrow screen the composer is one line until somebody writes in it, and again when they go elsewhere, so that
 * it never covers what has the focus. On a wide screen the fold has no effect.
 */
export function useFold(form: RefObject<HTMLElement | null>) {
  const [isFolded, setFolded] = useState(true)

  const close = () => {
    setFolded(true)
    const focused = document.activeElement
    if (focused instanceof HTMLElement && form.current?.contains(focused) && isNarrow()) focused.blur()
  }
  useEffect(() => {
    if (isFolded) return
    const fold = ({ target }: PointerEvent) => {
      if (target instanceof Node && !form.current?.contains(target)) setFolded(true)
    }
    document.addEventListener('pointerdown', fold)
    return () => document.removeEventListener('pointerdown', fold)
  }, [form, isFolded])

  const handlers = {
    onBlur: (event: FocusEvent) => {
      const next = event.relatedTarget
      if (next instanceof Node && !form.current?.contains(next)) setFolded(true)
    },
    onKeyDown: (event: KeyboardEvent) => {
      // Escape takes away one layer at a time, and an open list lies above the sheet.
      const hasLayer = form.current?.querySelector(':popover-open') != null
      if (event.key === 'Escape' && !isFolded && !hasLayer && isNarrow()) close()
    },
  }
  return { isFolded, open: () => setFolded(false), close, handlers }
}

function isNarrow(): boolean {
  return !window.matchMedia('(width >= 64rem)').matches
}
