'use client'

import { useState } from 'react'
import { readSaved, save } from '#lib/client/saved.ts'
import { useShortcut } from '#lib/client/use-shortcut.ts'
import { initialRowHeight, SavedRowHeight, stepRowHeight } from './density.ts'

const savedName = 'gallery-row-height'

/** How high rows are wished to be, kept on this device. Read only where the grid is drawn: in the browser. */
export function useDensity() {
  const [rowHeight, setRowHeight] = useState(() =>
    typeof window === 'undefined'
      ? initialRowHeight
      : (readSaved(savedName, SavedRowHeight) ?? initialRowHeight),
  )
  const change = (next: number) => {
    setRowHeight(next)
    save(savedName, next)
  }
  useShortcut('smaller', () => change(stepRowHeight(rowHeight, -1)))
  useShortcut('larger', () => change(stepRowHeight(rowHeight, 1)))
  return [rowHeight, change] as const
}
