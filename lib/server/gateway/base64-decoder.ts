/** Takes base64 in pieces of any length and gives its bytes; `null` once it has met something that is not base64. */
export type Base64Decoder = {
  push(text: string): Uint8Array | null
  /** What was left over. The end of the text has to be the end of the base64, too. */
  finish(): Uint8Array | null
}

const nothing = new Uint8Array()
const longestPrefix = 200

/**
 * Strict about what is picture, forgiving about its wrapping: line breaks, the alphabet for URLs, missing padding and a
 * `data:` prefix are what gateways are known to send.
 */
export function createBase64Decoder(): Base64Decoder {
  let isValid = true
  let prefix: string | null = ''
  let carry = ''
  let padding = 0
  let tail = 0

  const fail = (): null => {
    isValid = false
    return null
  }

  function withoutPrefix(text: string): string | null {
    if (prefix === null) return text
    prefix += text
    if (prefix.length < 5 && 'data:'.startsWith(prefix)) return ''
    const whole = prefix
    if (!whole.startsWith('data:')) {
      prefix = null
      return whole
    }
    const end = whole.indexOf(',')
    if (end < 0 && whole.length <= longestPrefix) return ''
    prefix = null
    return /;base64$/i.test(whole.slice(0, Math.max(0, end))) ? whole.slice(end + 1) : fail()
  }

  function decode(text: string): Uint8Array | null {
    const joined = carry + text
    const usable = joined.length - (joined.length % 4)
    const bytes = Buffer.from(joined.slice(0, usable), 'base64')
    // Node skips what it does not know, so the length says whether every character counted.
    if (padding > 0 || bytes.length !== (usable / 4) * 3) return decodeSlowly(joined)
    carry = joined.slice(usable)
    return bytes
  }

  function decodeSlowly(joined: string): Uint8Array | null {
    const match = /^([A-Za-z0-9+/_-]*)(=*)$/.exec(joined.replace(/\s+/g, ''))
    const [, characters = '', equals = ''] = match ?? []
    if (!match || (padding > 0 && characters)) return fail()
    if (!equals && padding === 0) {
      carry = characters.slice(characters.length - (characters.length % 4))
      return Buffer.from(characters.slice(0, characters.length - carry.length), 'base64')
    }
    if (padding === 0) tail = characters.length % 4
    padding += equals.length
    carry = ''
    return Buffer.from(characters, 'base64')
  }

  return {
    push(text) {
      const rest = isValid ? withoutPrefix(text) : null
      return rest === null ? null : rest === '' ? nothing : decode(rest)
    },
    finish() {
      if (!isValid) return null
      if (padding > 0) return tail + padding === 4 && tail >= 2 ? nothing : fail()
      const rest = carry + (prefix ?? '').replace(/\s+/g, '')
      if (rest.length % 4 === 1 || !/^[A-Za-z0-9+/_-]*$/.test(rest)) return fail()
      return Buffer.from(rest, 'base64')
    },
  }
}
