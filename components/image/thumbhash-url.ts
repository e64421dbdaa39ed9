import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash'

// Each takes half a millisecond to draw, and a list shows the same ones again and again.
const urls = new Map<string, string | null>()
const maxKept = 2000

/** The blurred picture of a thumbhash as a data URL; null when the hash cannot be read. */
export function toPlaceholderUrl(thumbhash: string): string | null {
  const known = urls.get(thumbhash)
  if (known !== undefined) return known
  const url = read(thumbhash, thumbHashToDataURL)
  if (urls.size >= maxKept) urls.clear()
  urls.set(thumbhash, url)
  return url
}

/** Its one colour: short enough to stand in the page's first bytes. */
export function toPlaceholderColour(thumbhash: string): string | null {
  const average = read(thumbhash, thumbHashToAverageRGBA)
  if (!average) return null
  const [r, g, b] = [average.r, average.g, average.b].map((channel) => Math.round(channel * 255))
  return `rgb(${r} ${g} ${b})`
}

function read<T>(thumbhash: string, decode: (bytes: Uint8Array) => T): T | null {
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0))
    return bytes.length < 5 ? null : decode(bytes)
  } catch {
    return null
  }
}
