import { type Base64Decoder, createBase64Decoder } from './base64-decoder.ts'
import { createKeptText, type KeptText } from './kept-text.ts'

export type Scan = {
  /** `cut` when the text ends in the middle, `unreadable` when it is no JSON, or more of it than an answer needs. */
  state: 'whole' | 'cut' | 'unreadable'
  /** The JSON with every `data[].b64_json`, and every string that is too long, as an empty string. */
  json: unknown
  /** Of the first `data[].b64_json` that is not empty. */
  picture: 'none' | 'valid' | 'invalid'
}

export type AnswerScanner = {
  push(chunk: Uint8Array): void
  finish(): Scan
}

type Frame = { isObject: boolean; key: string; expectsKey: boolean }

/** Where the walk is. The frames are the objects and lists that are open, the outermost first. */
type Walk = {
  frames: Frame[]
  kept: KeptText
  isTooDeep: boolean
  /** The string that is open, if one is: of the small rest, or a picture. */
  inside: 'nothing' | 'string' | 'picture'
  isEscaped: boolean
  /** An escape inside a picture, as far as it has come. */
  sequence: string
  /** Null while a picture is passed over because there was one before it. */
  decoder: Base64Decoder | null
  picture: Scan['picture']
  onBytes: (bytes: Uint8Array) => void
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const maxDepth = 10_000

/**
 * Walks an answer as it comes, hands the bytes of the first picture to `onBytes` and keeps the small rest to be parsed
 * at the end. What is held at once is a chunk and the rest, whatever the size of the picture.
 */
export function createAnswerScanner(onBytes: (bytes: Uint8Array) => void): AnswerScanner {
  const walk: Walk = {
    frames: [],
    kept: createKeptText(),
    isTooDeep: false,
    inside: 'nothing',
    isEscaped: false,
    sequence: '',
    decoder: null,
    picture: 'none',
    onBytes,
  }
  return {
    push(chunk) {
      let at = 0
      while (at < chunk.length && !walk.isTooDeep && !walk.kept.isFull()) {
        if (walk.inside === 'picture') at = readPicture(walk, chunk, at)
        else if (walk.inside === 'string') at = readString(walk, chunk, at)
        else at = readStructure(walk, chunk, at)
      }
    },
    finish: () => toScan(walk),
  }
}

function toScan({ kept, frames, inside, isTooDeep, picture }: Walk): Scan {
  if (isTooDeep || kept.isFull()) return { state: 'unreadable', json: undefined, picture }
  const json = kept.parse()
  if (json !== undefined) return { state: 'whole', json, picture }
  const isCut = kept.startsLikeJson() && (inside !== 'nothing' || frames.length > 0)
  return { state: isCut ? 'cut' : 'unreadable', json: undefined, picture }
}

function readStructure(walk: Walk, chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0
    walk.kept.add(byte)
    if (byte === quote) {
      openString(walk)
      return at + 1
    }
    if (byte === openBrace || byte === openBracket) openFrame(walk, byte === openBrace)
    else if (byte === closeBrace || byte === closeBracket) walk.frames.pop()
    else if (byte === comma) expectNext(walk.frames.at(-1))
    if (walk.isTooDeep) break
  }
  return chunk.length
}

function openFrame(walk: Walk, isObject: boolean): void {
  walk.frames.push({ isObject, key: '', expectsKey: isObject })
  walk.isTooDeep = walk.frames.length > maxDepth
}

function expectNext(frame: Frame | undefined): void {
  if (frame) frame.expectsKey = frame.isObject
}

function openString(walk: Walk): void {
  walk.kept.openString()
  walk.isEscaped = false
  walk.inside = 'string'
  if (!isPictureNext(walk.frames)) return
  walk.inside = 'picture'
  walk.sequence = ''
  walk.decoder = walk.picture === 'none' ? createBase64Decoder() : null
}

/** Whether a string that begins here is the value of `data[].b64_json`. */
function isPictureNext(frames: readonly Frame[]): boolean {
  const [root, list, item] = frames
  if (frames.length !== 3 || !root || !list || !item) return false
  return root.key === 'data' && !list.isObject && item.key === 'b64_json' && !item.expectsKey
}

function readString(walk: Walk, chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0
    if (byte === quote && !walk.isEscaped) {
      closeString(walk)
      return at + 1
    }
    walk.isEscaped = byte === backslash && !walk.isEscaped
    walk.kept.add(byte)
  }
  return chunk.length
}

function closeString(walk: Walk): void {
  walk.inside = 'nothing'
  const text = walk.kept.closeString()
  const frame = walk.frames.at(-1)
  if (!frame?.expectsKey) return
  frame.key = text
  frame.expectsKey = false
}

// A picture is long runs of plain characters: each run is decoded as a whole.
function readPicture(walk: Walk, chunk: Uint8Array, from: number): number {
  if (walk.sequence) return readEscape(walk, chunk, from)
  const end = endOfRun(chunk, from)
  if (end > from) decodePiece(walk, toText(chunk, from, end))
  if (chunk[end] === backslash) walk.sequence = '\\'
  else if (chunk[end] === quote) closePicture(walk)
  return end + 1
}

// A view, so that a picture is not copied once more on its way.
function toText({ buffer, byteOffset }: Uint8Array, from: number, end: number): string {
  return Buffer.from(buffer, byteOffset + from, end - from).toString('latin1')
}

function endOfRun(chunk: Uint8Array, from: number): number {
  const quoteAt = chunk.indexOf(quote, from)
  const end = quoteAt < 0 ? chunk.length : quoteAt
  const escapeAt = chunk.subarray(from, end).indexOf(backslash)
  return escapeAt < 0 ? end : from + escapeAt
}

function readEscape(walk: Walk, chunk: Uint8Array, at: number): number {
  walk.sequence += String.fromCharCode(chunk[at] ?? 0)
  const isWhole = walk.sequence.length === (walk.sequence[1] === 'u' ? 6 : 2)
  if (isWhole) {
    decodePiece(walk, readSequence(walk.sequence))
    walk.sequence = ''
  }
  return at + 1
}

/** The character of an escape; one that base64 has not, when it is none of JSON's. */
function readSequence(sequence: string): string {
  try {
    return String(JSON.parse(`"${sequence}"`))
  } catch {
    return '?'
  }
}

function closePicture(walk: Walk): void {
  if (walk.decoder) takeBytes(walk, walk.decoder.finish())
  walk.decoder = null
  closeString(walk)
}

function decodePiece(walk: Walk, text: string): void {
  if (walk.decoder) takeBytes(walk, walk.decoder.push(text))
}

function takeBytes(walk: Walk, bytes: Uint8Array | null): void {
  if (bytes === null) {
    walk.picture = 'invalid'
    return
  }
  if (bytes.length === 0) return
  if (walk.picture === 'none') walk.picture = 'valid'
  walk.onBytes(bytes)
}
