import 'server-only'
import { AppError } from '#lib/shared/errors.ts'

export async function refuseUnknownPath(): Promise<never> {
  throw new AppError('not_found', 'There is nothing here.')
}
