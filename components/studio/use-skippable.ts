'use client'

import { type RefObject, useEffect, useState } from 'react'

/**
 * True when the browser may leave an element undrawn until it comes near. What is made at the top is drawn at once: it
 * would first have a guessed height, and jump. It becomes skippable when it has moved out of sight, where nothing is
 * seen of the change.
 */
export function useSkippable(element: RefObject<HTMLElement | null>, isAtTop: boolean): boolean {
  const [isSkippable, setSkippable] = useState(!isAtTop)
  const isWaiting = !isAtTop && !isSkippable

  useEffect(() => {
    if (!isWaiting || !element.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting === false) setSkippable(true)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, isWaiting])

  return isSkippable
}
