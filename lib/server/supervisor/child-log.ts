import { mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const maxBytes = 16 * 1024 * 1024

/** Opens a log to be written on; one that has grown large is put aside first, and the one before it forgotten. */
export function openChildLog(folder: string, name: string): number {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.log`)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > maxBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}
