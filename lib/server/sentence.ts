import { ConfigError } from './config.ts'
import { StudioLocked, UnsafeFolder } from './data-folder.ts'
import { NewerSchema } from './store/migrate.ts'
import { StoreDamaged } from './store/quick-check.ts'

/** Something only a person can put right; the message is a sentence for them. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** The sentence of an error that was made for a person; null for one that was not. */
export function toSentence(error: unknown): string | null {
  const isForPeople = [CannotStart, ConfigError, StudioLocked, UnsafeFolder, StoreDamaged, NewerSchema].some(
    (kind) => error instanceof kind,
  )
  return isForPeople && error instanceof Error ? error.message : null
}
