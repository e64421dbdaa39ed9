/** What can go wrong on demand: each field is one way, and a fault uses as many as it needs. */
import type { JsonPart } from '../json-stream.ts'
import type { LedgerRow } from '../ledger.ts'
import type { NativePicture } from '../provider.ts'

/** The points that a paid call passes, in order. */
export const stages = [
  'arrived',
  'read',
  'before_billing',
  'after_billing',
  'before_headers',
  'mid_body',
] as const
export type Stage = (typeof stages)[number]

/** Which requests a fault is for. */
export const targets = ['images', 'estimates', 'media', 'requests', 'balance', 'models'] as const
export type Target = (typeof targets)[number]

/**
 * How a connection ends badly. A handler has no socket, so the two forms of the sandbox show the same thing each in
 * its own way; `serve-sandbox.ts` and `broken-wire.ts` do what this table says.
 */
export const wireEffects = {
  refused: {
    code: 'ECONNREFUSED',
    served: 'the connection is reset as soon as it is there, the nearest a listening port can come',
    handled: 'fetch rejects before anything is sent',
  },
  reset: {
    code: 'ECONNRESET',
    served: 'the socket is destroyed with a RST',
    handled: 'fetch rejects, or the stream of the body errors',
  },
  half_head: {
    code: 'ECONNRESET',
    served: 'half of the status line and headers is written, then the socket is destroyed',
    handled: 'fetch rejects',
  },
  early_end: {
    code: 'UND_ERR_SOCKET',
    served: 'the socket is closed in order, with less than Content-Length promised',
    handled: 'the stream of the body errors',
  },
} as const
export type WireEffect = keyof typeof wireEffects

export type Fault = {
  /** What the caller sees, in a sentence. */
  says: string
  on?: Target
  /** Added before anything is done. */
  delayMs?: number
  breaks?: { at: Stage; how: WireEffect }
  /** Nothing more happens from here until the caller goes. */
  hangsAt?: Stage
  /** This instead of a picture. */
  answers?: FixedAnswer
  /** What a call that gets a fixed answer is charged all the same. */
  charges?: 'part' | 'all'
  /** The fixed answer goes out and the work is done, and billed, behind it. */
  worksOn?: boolean
  picture?(picture: NativePicture): Promise<Buffer> | Buffer
  items?(items: readonly AnswerItem[]): JsonPart[]
  body?(body: { [name: string]: JsonPart }): JsonPart
  /** The whole text of the answer; small pictures only, it is held in memory. */
  text?(body: string): string
  headers?: Record<string, string>
  cut?: { at: number; how: WireEffect }
  bytesPerSecond?: number
  /** How a line of the books is shown; null hides it. */
  ledgerRow?(row: LedgerRow, nowMs: number): LedgerRow | null
}

export type AnswerItem = { url: string } | { b64_json: Buffer }

export type FixedAnswer = {
  status: number
  headers?: Record<string, string>
  body: string | null
  /** For the books. */
  code: string | null
}

/** What a rule may say about the fault it asks for. */
export type FaultGiven = { ms?: number; url?: string; bytesPerSecond?: number; retryAfter?: string }

export type FaultMaker = (given: FaultGiven) => Fault
