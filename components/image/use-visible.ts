'use client'

import { useEffect, useState } from 'react'

/** Whether an element is on screen, or within `margin` of it; `initially` until the first look. */
export function useVisible(margin = '0px', initially = false) {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isVisible, setVisible] = useState(initially)

  useEffect(() => {
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [element, margin])

  return [setElement, isVisible] as const
}
