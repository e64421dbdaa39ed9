import 'server-only'

/** Something that may be used but never shown: printing it, or what holds it, gives a placeholder. */
export type Secret = { reveal(): string }

/** Null for a text that could not stand in a header, which would break the request and be quoted in the error. */
export function sealSecret(text: string): Secret | null {
  if (!/^[\x21-\x7e]{1,4096}$/.test(text)) return null
  const secret = { reveal: () => text, toJSON: () => '[secret]', toString: () => '[secret]' }
  return Object.freeze(secret)
}
