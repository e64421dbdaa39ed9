import { AppError } from '#lib/shared/errors.ts'

/** The place of a row in a list that is ordered by time, newest first; rows of the same moment by their id. */
export type Place = { at: number; id: string }

/** What a client passes back to read on. It names a row, not a count, so rows that arrive meanwhile do not move it. */
export function toCursor({ at, id }: Place): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

export function parseCursor(cursor: string): Place {
  const match = /^(\d{1,16}) ([a-z]+_[0-9a-z]{26})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const place = match?.[2] ? { at: Number(match[1]), id: match[2] } : null
  if (!place || toCursor(place) !== cursor) {
    throw new AppError(
      'invalid_request',
      'The list cannot be continued from there. Start again from its top.',
    )
  }
  return place
}
