import { ImagingFailed } from '../imaging/open-imaging.ts'

const codes = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'storage_full'],
  ...['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'],
])

/**
 * Says nothing about the answer: the disk, the database or the decoding would not work. It is waited out without end,
 * because the picture was paid for and is most likely fine.
 */
export function isTroubleOfStudio(error: unknown): boolean {
  const isDatabase = error instanceof Error && 'errcode' in error
  return isDatabase || error instanceof ImagingFailed || codes.has(codeOf(error) ?? '')
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
