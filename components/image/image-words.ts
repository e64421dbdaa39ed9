import type { Image, PixelSize } from '#lib/shared/image.ts'

const nameLength = 120

/** The prompt's beginning, cut at a word: what a picture is called wherever it has no name of its own. */
export function toImageName(prompt: string): string {
  const text = prompt.replace(/\s+/g, ' ').trim()
  if (text.length <= nameLength) return text
  const cut = text.slice(0, nameLength)
  const space = cut.lastIndexOf(' ')
  return `${(space > nameLength / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}

export function toPixelWords({ width, height }: PixelSize): string {
  return `${width}×${height}`
}

/** Null when what came is what was asked for. */
export function toMismatchWords(image: Pick<Image, 'asked' | 'width' | 'height'>): string | null {
  if (image.asked.width === image.width && image.asked.height === image.height) return null
  return `Asked ${toPixelWords(image.asked)}, got ${toPixelWords(image)}`
}

/** `3.1 MB`, as a file manager says it. */
export function toByteWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `21.8 s`, or `1 min 5 s` from a minute on. */
export function toTookWords(durationMs: number): string {
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`
  const seconds = Math.round(durationMs / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
