import * as z from 'zod/mini'

export const minRowHeight = 120
export const maxRowHeight = 360
export const rowHeightStep = 20
export const initialRowHeight = 220

export const SavedRowHeight = z.number().check(z.gte(minRowHeight), z.lte(maxRowHeight))

/** On a phone a row as high as on a desk would hold a single picture. */
export function fitRowHeight(wished: number, width: number): number {
  return Math.min(wished, Math.max(minRowHeight, Math.round(width / 2.6)))
}

export function stepRowHeight(rowHeight: number, by: 1 | -1): number {
  return Math.min(maxRowHeight, Math.max(minRowHeight, rowHeight + by * rowHeightStep))
}
