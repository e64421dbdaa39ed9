'use client'

import { useState } from 'react'
import { readSaved, save } from '#lib/client/saved.ts'
import { Backdrop, nextBackdrop } from './backdrop.ts'

const savedName = 'backdrop'

/** The surround this person chose last. The viewer is never part of the page's first bytes, so it can be read at once. */
export function useBackdrop(): [Backdrop, () => void] {
  const [backdrop, setBackdrop] = useState<Backdrop>(() => readSaved(savedName, Backdrop) ?? 'theme')
  const next = () => {
    const chosen = nextBackdrop(backdrop)
    setBackdrop(chosen)
    save(savedName, chosen)
  }
  return [backdrop, next]
}
