'use client'

import { memo } from 'react'
import { ImageTile } from '#components/image/image-tile.tsx'
import type { Image } from '#lib/shared/image.ts'
import { type GalleryRow, gap, type PictureRow } from './gallery-rows.ts'

type Props = {
  row: GalleryRow
  ariaRowIndex: number
  activeId: Image['id'] | null
  /** On screen when the page opens: its pictures are fetched at once. */
  eager: boolean
}

/** A day's name or a row of pictures, at its exact place. */
export const GridRow = memo(function GridRow({ row, ariaRowIndex, activeId, eager }: Props) {
  return (
    <tr
      aria-rowindex={ariaRowIndex}
      className="absolute inset-x-0 top-0 flex"
      style={{ height: row.height, transform: `translateY(${row.top}px)` }}
    >
      {row.kind === 'day' ? (
        <td className="flex items-end pb-3">
          <h2 className="text-ui text-text-2">{row.words}</h2>
        </td>
      ) : (
        <Pictures row={row} activeId={activeId} eager={eager} />
      )}
    </tr>
  )
})

function Pictures({
  row,
  activeId,
  eager,
}: {
  row: PictureRow
  activeId: Image['id'] | null
  eager: boolean
}) {
  return row.images.map((image, column) => (
    <td
      key={image.id}
      aria-colindex={column + 1}
      className="block shrink-0 [container-type:size]"
      style={{
        width: row.widths[column],
        height: row.height - gap,
        marginRight: column < row.images.length - 1 ? gap : 0,
      }}
    >
      <ImageTile
        image={image}
        sizes={`${row.widths[column]}px`}
        eager={eager}
        fit="cover"
        tabIndex={image.id === activeId ? 0 : -1}
      />
    </td>
  ))
}
