/** JSON as a stream: bytes in the value become base64 in small pieces, so that no picture is ever one long string. */

export type JsonPart =
  | string
  | number
  | boolean
  | null
  | undefined
  | Buffer
  | readonly JsonPart[]
  | { [name: string]: JsonPart }

// A multiple of three, so that no piece but the last is padded.
const pieceBytes = 48 * 1024

export function jsonStream(value: JsonPart): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const pieces = jsonPieces(value)
  return new ReadableStream({
    pull(controller) {
      const { value: piece, done } = pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(piece))
    },
  })
}

export function* jsonPieces(value: JsonPart): Generator<string, undefined> {
  if (Buffer.isBuffer(value)) {
    yield '"'
    for (let at = 0; at < value.length; at += pieceBytes) {
      yield value.toString('base64', at, Math.min(at + pieceBytes, value.length))
    }
    yield '"'
  } else if (isList(value)) {
    yield* between(
      '[',
      value.map((item) => ['', item] as const),
      ']',
    )
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    yield* between(
      '{',
      entries.map(([name, part]) => [`${JSON.stringify(name)}:`, part] as const),
      '}',
    )
  } else {
    yield JSON.stringify(value ?? null)
  }
}

function* between(open: string, members: readonly (readonly [string, JsonPart])[], close: string) {
  yield open
  for (const [at, [label, part]] of members.entries()) {
    yield at === 0 ? label : `,${label}`
    yield* jsonPieces(part)
  }
  yield close
}

/** How long the stream will be, without making it. */
export function jsonLength(value: JsonPart): number {
  if (Buffer.isBuffer(value)) return 2 + Math.ceil(value.length / 3) * 4
  if (isList(value)) return 2 + Math.max(0, value.length - 1) + sum(value.map(jsonLength))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    const lengths = entries.map(
      ([name, part]) => Buffer.byteLength(JSON.stringify(name)) + 1 + jsonLength(part),
    )
    return 2 + Math.max(0, entries.length - 1) + sum(lengths)
  }
  return Buffer.byteLength(JSON.stringify(value ?? null))
}

function isList(value: JsonPart): value is readonly JsonPart[] {
  return Array.isArray(value)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
