import { groupByDay, toDayWords } from '#lib/shared/days.ts'
import type { Image } from '#lib/shared/image.ts'
import { packRows, type RowShape } from './row-packer.ts'

export type DayRow = { kind: 'day'; key: string; words: string; top: number; height: number }
export type PictureRow = {
  kind: 'pictures'
  key: string
  /** Place of its first picture among all, and of the row among the rows of pictures. */
  start: number
  rowIndex: number
  images: readonly Image[]
  widths: readonly number[]
  top: number
  height: number
}
export type GalleryRow = DayRow | PictureRow

export const gap = 4
export const dayHeight = 56

type Calendar = { dayOf: (image: Image) => string; today: string }

/** The whole gallery's geometry, to the pixel: a heading for each day, and its pictures in justified rows. */
export function toGalleryRows(
  images: readonly Image[],
  shape: Omit<RowShape, 'gap'>,
  { dayOf, today }: Calendar,
): GalleryRow[] {
  const rows: GalleryRow[] = []
  let top = 0
  let start = 0
  let rowIndex = 0
  for (const { day, items } of groupByDay(images, dayOf)) {
    rows.push({ kind: 'day', key: day, words: toDayWords(day, today), top, height: dayHeight })
    top += dayHeight
    const ratios = items.map(({ width, height }) => width / height)
    for (const packed of packRows(ratios, { ...shape, gap })) {
      const members = items.slice(packed.start, packed.start + packed.widths.length)
      const key = members[0]?.id ?? day
      const height = packed.height + gap
      rows.push({
        kind: 'pictures',
        key,
        start,
        rowIndex,
        images: members,
        widths: packed.widths,
        top,
        height,
      })
      top += height
      start += members.length
      rowIndex += 1
    }
  }
  return rows
}

export function totalHeight(rows: readonly GalleryRow[]): number {
  const last = rows.at(-1)
  return last ? last.top + last.height : 0
}

/** Index of the row that holds a picture; -1 when none does. */
export function findRow(rows: readonly GalleryRow[], id: string): number {
  return rows.findIndex((row) => row.kind === 'pictures' && row.images.some((image) => image.id === id))
}
