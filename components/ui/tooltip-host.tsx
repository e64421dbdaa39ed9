'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

const TooltipLayer = lazy(async () => ({ default: (await import('./tooltip-layer.tsx')).TooltipLayer }))

/** Tooltips are fetched when somebody first comes near one, which on a phone is never. */
export function TooltipHost() {
  const [isNear, setNear] = useState(false)

  useEffect(() => {
    const stop = new AbortController()
    const approach = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest('[data-tip]')) return
      setNear(true)
      stop.abort()
    }
    document.addEventListener('pointerover', approach, { signal: stop.signal, passive: true })
    document.addEventListener('focusin', approach, { signal: stop.signal })
    return () => stop.abort()
  }, [])

  return <Suspense>{isNear && <TooltipLayer />}</Suspense>
}
