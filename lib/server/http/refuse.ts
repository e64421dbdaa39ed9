import 'server-only'
import { AppError, toErrorBody } from '#lib/shared/errors.ts'
import type { Log } from '../log.ts'

/** Any error as an answer. What nobody foresaw is logged here, once, and tells the person nothing about its inside. */
export function refuse(error: unknown, log: Log): Response {
  const known = error instanceof AppError ? error : toInternal(error, log)
  const { retryAfterSeconds } = known.details
  return Response.json(toErrorBody(known), {
    status: known.status,
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) },
  })
}

function toInternal(error: unknown, log: Log): AppError {
  log.error({ err: error }, 'A request failed for a reason that nobody foresaw')
  return new AppError('internal', 'Something went wrong in the studio. Nothing was changed; try again.', {
    cause: error,
  })
}
