'use client'

import { useState } from 'react'
import { useHydrated } from '#components/image/use-hydrated.ts'
import { readSaved, save } from '#lib/client/saved.ts'
import { Backdrop, nextBackdrop } from './backdrop.ts'

const savedName = 'backdrop'

/** The surround this person chose last, on this device. */
export function useBackdrop(): [Backdrop, () => void] {
  const [chosen, setChosen] = useState<Backdrop | null>(null)
  const isHydrated = useHydrated()
  // The server does not know it: the page's first bytes have the studio's own.
  const backdrop = chosen ?? (isHydrated ? readSaved(savedName, Backdrop) : null) ?? 'theme'
  const next = () => {
    const following = nextBackdrop(backdrop)
    setChosen(following)
    save(savedName, following)
  }
  return [backdrop, next]
}
