import type { ImageVariant, KeptFormat } from '#lib/shared/image.ts'

/** Decoding happens in a child process that can be killed; nothing else in the studio reads pixels. */
export interface Imaging extends AsyncDisposable {
  /** A picture is on its way: what takes time to start may start now. */
  prepare(): void
  /**
   * Decodes every pixel of a file and writes its derivatives into `folder`.
   * Throws `ImageUnreadable` for anything that is not a whole PNG, JPEG or WebP within the limits.
   */
  inspect(file: string, folder: string, signal?: AbortSignal): Promise<Inspection>
}

export type Inspection = {
  format: KeptFormat
  width: number
  height: number
  /** Base64. */
  thumbhash: string
  derivatives: { variant: Exclude<ImageVariant, 'original'>; file: string }[]
}

export class ImageUnreadable extends Error {
  override readonly name = 'ImageUnreadable'
}
