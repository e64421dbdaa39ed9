'use client'

import { useMemo, useRef } from 'react'
import { toDay } from '#lib/shared/days.ts'
import type { Image } from '#lib/shared/image.ts'
import { fitRowHeight } from './density.ts'
import { findRow, toGalleryRows } from './gallery-rows.ts'
import { GridRow } from './grid-row.tsx'
import { useGridFocus } from './use-grid-focus.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'
import { VirtualRows } from './virtual-rows.tsx'

type Props = {
  images: readonly Image[]
  width: number
  rowHeight: number
  timeZone: string
}

// What a large screen shows before anybody scrolls.
const eagerHeight = 900

// ARIA lets a table be a grid: one tab stop, moved in with the arrows.
const gridRole = 'grid'

/** Every picture in justified rows, of which only those near the screen are in the page. */
export function GalleryGrid({ images, width, rowHeight, timeZone }: Props) {
  const element = useRef<HTMLTableElement>(null)
  const rows = useMemo(
    () =>
      toGalleryRows(
        images,
        { width, rowHeight: fitRowHeight(rowHeight, width) },
        { dayOf: ({ createdAt }) => toDay(createdAt, timeZone), today: toDay(Date.now(), timeZone) },
      ),
    [images, width, rowHeight, timeZone],
  )
  useSteadyScroll(rows, element)
  const { activeId, events } = useGridFocus({ rows, images, element })

  return (
    // A real table, laid out by hand: its parts keep their meaning however they are placed.
    <table
      ref={element}
      role={gridRole}
      aria-label="Images"
      aria-rowcount={rows.length}
      className="block"
      {...events}
    >
      <VirtualRows rows={rows} keptIndex={activeId ? findRow(rows, activeId) : -1}>
        {(row, index) => (
          <GridRow
            key={row.key}
            row={row}
            ariaRowIndex={index + 1}
            activeId={activeId}
            eager={row.top < eagerHeight}
          />
        )}
      </VirtualRows>
    </table>
  )
}
