/** A connection that ends badly, in the words in which `fetch` says it. */
import { type WireEffect, wireEffects } from './fault.ts'

export class BrokenWire extends Error {
  override readonly name = 'BrokenWire'
  readonly how: WireEffect
  readonly code: string

  constructor(how: WireEffect) {
    super(`The connection broke: ${wireEffects[how].handled}`)
    this.how = how
    this.code = wireEffects[how].code
  }
}

/** Before the headers a fetch rejects; after them the stream of the body errors. */
export function brokenFetch(how: WireEffect): TypeError {
  return new TypeError('fetch failed', { cause: new BrokenWire(how) })
}

export function brokenBody(how: WireEffect): TypeError {
  return new TypeError('terminated', { cause: new BrokenWire(how) })
}

export function wireEffectOf(error: unknown): WireEffect | null {
  return error instanceof TypeError && error.cause instanceof BrokenWire ? error.cause.how : null
}
