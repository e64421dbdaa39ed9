/** Takes base64 in pieces of any length and gives its bytes; `null` once it has met something that is not base64. */
export type Base64Decoder = {
  push(text: string): Uint8Array | null
  /** What was left over. The end of the text has to be the end of the base64, too. */
  finish(): Uint8Array | null
}

const nothing = new Uint8Array()
const longestPrefix = 200

/**
 * Strict about what is picture, forgiving about its wrapping: line breaks, the alphabet for URLs, too little or too much
 * padding and a `data:` prefix are what gateways are known to send. Whether the bytes are whole, their decoder knows.
 */
export function createBase64Decoder(): Base64Decoder {
  let isValid = true
  let prefix: string | null = ''
  let carry = ''
  let isPadded = false

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
    if (isPadded || bytes.length !== (usable / 4) * 3) return decodeSlowly(joined)
    carry = joined.slice(usable)
    return bytes
  }

  function decodeSlowly(joined: string): Uint8Array | null {
    const match = /^([A-Za-z0-9+/_-]*)(=*)$/.exec(joined.replace(/\s+/g, ''))
    const [, characters = '', equals = ''] = match ?? []
    if (!match || (isPadded && characters)) return fail()
    isPadded ||= equals !== ''
    const end = isPadded ? characters.length : characters.length - (characters.length % 4)
    carry = characters.slice(end)
    return isPadded && end % 4 === 1 ? fail() : Buffer.from(characters.slice(0, end), 'base64')
  }

  return {
    push(text) {
      const rest = isValid ? withoutPrefix(text) : null
      return rest === null ? null : rest === '' ? nothing : decode(rest)
    },
    finish() {
      if (!isValid) return null
      const whole = decodeSlowly(carry + (prefix ?? ''))
      if (whole === null || carry.length === 1) return fail()
      return Buffer.concat([whole, Buffer.from(carry, 'base64')])
    },
  }
}
