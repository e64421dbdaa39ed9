/** Something only a person can put right before a process can run here; the message is a sentence for them. */
export class CannotRun extends Error {}

/** The sentence of an error that was made for a person; null for one that was not. */
export function toSentence(error: unknown): string | null {
  return error instanceof CannotRun ? error.message : null
}
