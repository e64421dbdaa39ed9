'use client'
// The virtualizer changes itself from within; nothing may be remembered of what it said.
'use no memo'

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { type GalleryRow, totalHeight } from './gallery-rows.ts'

type Props = {
  rows: readonly GalleryRow[]
  /** Stays in the page wherever it is scrolled to: it holds the focus. */
  keptIndex: number
  children: (row: GalleryRow, index: number) => ReactNode
}

const overscan = 3

/** Keeps only the rows near the screen in the page; their places are known, so nothing is measured. */
export function VirtualRows({ rows, keptIndex, children }: Props) {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [scrollMargin, setScrollMargin] = useState(0)

  useEffect(() => {
    if (element) setScrollMargin(element.getBoundingClientRect().top + window.scrollY)
  }, [element])

  // Another function tells it that the rows are others: it then asks for all heights again.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => rows[index]?.height ?? 0,
    getItemKey,
    overscan,
    scrollMargin,
    rangeExtractor: (range) => withKept(range, keptIndex),
  })

  return (
    <tbody
      ref={setElement}
      className="relative block [overflow-anchor:none]"
      style={{ height: totalHeight(rows) }}
    >
      {virtualizer.getVirtualItems().map(({ index }) => {
        const row = rows[index]
        return row && children(row, index)
      })}
    </tbody>
  )
}

function withKept(range: Range, keptIndex: number): number[] {
  const indexes = defaultRangeExtractor(range)
  if (keptIndex < 0 || keptIndex >= range.count || indexes.includes(keptIndex)) return indexes
  return [...indexes, keptIndex].sort((one, other) => one - other)
}
