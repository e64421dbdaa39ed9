/** Paper: a tile of fine specks that is laid over everything, made once. */
import type { OverlayOptions } from 'sharp'
import type { PixelSize } from '#lib/shared/image.ts'
import { createRandom } from '../random.ts'

const side = 512
const tiles = new Map<number, Buffer>()

export function grainOverlay(strength: number, size: PixelSize): OverlayOptions {
  const step = Math.round(strength * 10) / 10
  const whole = tiles.get(step) ?? drawTile(step)
  tiles.set(step, whole)
  const width = Math.min(side, size.width)
  const height = Math.min(side, size.height)
  return { input: cropped(whole, { width, height }), raw: { width, height, channels: 4 }, tile: true }
}

/** A tile may not be larger than what it is laid on. */
function cropped(tile: Buffer, { width, height }: PixelSize): Buffer {
  if (width === side) return tile.subarray(0, side * height * 4)
  const rows = Array.from({ length: height }, (_, y) => tile.subarray(y * side * 4, (y * side + width) * 4))
  return Buffer.concat(rows)
}

/** Black and white specks, mostly faint: what they add on average is nothing. */
function drawTile(strength: number): Buffer {
  const random = createRandom('grain')
  const pixels = Buffer.alloc(side * side * 4)
  for (let at = 0; at < pixels.length; at += 4) {
    // The sum of three is close enough to a bell.
    const bell = random.next() + random.next() + random.next() - 1.5
    pixels.fill(bell > 0 ? 255 : 0, at, at + 3)
    pixels[at + 3] = Math.min(255, Math.abs(bell) * 52 * strength)
  }
  return pixels
}
