/** The bytes of an answer on their way out: counted, held, slowed or cut as the fault says. */
import { setTimeout as wait } from 'node:timers/promises'
import { brokenBody } from './faults/broken-wire.ts'
import type { Passage } from './passage.ts'

export type Delivery = {
  length: number
  passage: Passage
  closing: AbortSignal
  gone: AbortSignal
  /** Called once, however it ends. */
  onEnd(end: DeliveryEnd): void
}

export type DeliveryEnd = { bytesSent: number; whole: boolean; clientGone: boolean }

export function deliver(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
  delivery: Delivery,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let bytesSent = 0
  const chunks = faulty(pieces, delivery)
  const end = (whole: boolean, clientGone = delivery.gone.aborted) =>
    delivery.onEnd({ bytesSent, whole, clientGone })
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await chunks.next()
          delivery.gone.throwIfAborted()
          if (done) {
            controller.close()
            return end(true)
          }
          bytesSent += value.byteLength
          controller.enqueue(value)
        } catch (error) {
          controller.error(error)
          end(false)
        }
      },
      cancel: () => end(false, true),
    },
    // Nothing is made before it is asked for, so that what was counted was taken.
    { highWaterMark: 0 },
  )
}

async function* faulty(pieces: Iterable<Uint8Array<ArrayBuffer>>, delivery: Delivery) {
  const { length, passage, closing } = delivery
  const { cut, bytesPerSecond } = passage.fault ?? {}
  const middle = length >> 1
  const cutAt = cut ? Math.max(1, Math.floor(length * cut.at)) : Number.POSITIVE_INFINITY
  const step = bytesPerSecond ? Math.max(1, Math.floor(bytesPerSecond / 10)) : Number.POSITIVE_INFINITY
  let at = 0
  for (const piece of pieces) {
    let rest = piece
    while (rest.byteLength > 0) {
      if (at === middle) await passage.pass('mid_body')
      if (at >= cutAt && cut) throw brokenBody(cut.how)
      const size = Math.min(rest.byteLength, step, at < middle ? middle - at : length, cutAt - at)
      yield rest.subarray(0, size)
      at += size
      rest = rest.subarray(size)
      if (bytesPerSecond) await wait((1000 * size) / bytesPerSecond, undefined, { signal: closing })
    }
  }
}
