const maxBytes = 1024 * 1024
const maxStringBytes = 64 * 1024

export type KeptText = ReturnType<typeof createKeptText>

/** The part of an answer that is small, byte by byte. A string that grows too long is kept as an empty one. */
export function createKeptText() {
  let bytes = new Uint8Array(16 * 1024)
  let size = 0
  let stringStart = 0
  let isInString = false
  let isTooLong = false

  function add(byte: number): void {
    if (isInString && size - stringStart >= maxStringBytes) {
      isTooLong = true
      return
    }
    if (size === bytes.length) {
      const larger = new Uint8Array(Math.min(bytes.length * 2, maxBytes))
      if (size >= larger.length) return
      larger.set(bytes)
      bytes = larger
    }
    bytes[size++] = byte
  }

  const text = (from: number) => new TextDecoder('utf-8').decode(bytes.subarray(from, size))

  return {
    add,
    isFull: () => size >= maxBytes,
    /** After its opening quote. */
    openString() {
      stringStart = size
      isInString = true
      isTooLong = false
    },
    /** Before its closing quote, which it adds. Returns the string's value, empty when it is none. */
    closeString(): string {
      isInString = false
      if (isTooLong) size = stringStart
      const value = parseJson(`"${text(stringStart)}"`)
      add(0x22)
      return typeof value === 'string' ? value : ''
    },
    startsLikeJson: () => /^\s*[[{"]/.test(text(0)),
    /** Undefined when it is not JSON. `NaN` and `Infinity`, which some gateways write for a price, count as null. */
    parse(): unknown {
      const whole = text(0)
      return parseJson(whole) ?? parseJson(whole.replace(notANumber, (_number, string) => string ?? 'null'))
    },
  }
}

const notANumber = /("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
