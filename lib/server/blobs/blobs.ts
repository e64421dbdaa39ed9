import type { Readable } from 'node:stream'

/** Bytes under the name of their own hash. What is there is whole, and never changes. */
export interface Blobs {
  /**
   * Keeps the bytes; when it returns, they survive a power cut. A put that breaks off leaves nothing, and putting the
   * same bytes twice is the same as once.
   */
  put(bytes: Readable, signal?: AbortSignal): Promise<KeptBlob>
  /** The same for a file on this machine, which is left where it is. */
  putFile(path: string, signal?: AbortSignal): Promise<KeptBlob>
  /**
   * Null when nothing is kept under the hash. `end` of the range is inclusive, as in HTTP, and may lie beyond the last
   * byte; a range without any byte that is kept is a `RangeError`. `sizeBytes` is of the whole, whatever the range.
   */
  open(sha256: string, range?: ByteRange): Promise<{ stream: Readable; sizeBytes: number } | null>
  /** Null when nothing is kept under the hash. */
  stat(sha256: string): Promise<{ sizeBytes: number } | null>
  /** What is not kept is passed over. Whoever is reading reads on to the end. */
  delete(sha256s: readonly string[]): Promise<void>
  /** Every hash that is kept, in no order. */
  list(): AsyncIterable<string>
}

export type KeptBlob = { sha256: string; sizeBytes: number }
export type ByteRange = { start: number; end: number }
