import type { Image, KeptFormat } from '#lib/shared/image.ts'

const extensions = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const satisfies Record<KeptFormat, string>

/** `safelight-north-poster-8841.png`: the first words of the prompt and the seed, fit for every file system. */
export function downloadName({ prompt, seed }: Pick<Image, 'prompt' | 'seed'>, format: KeptFormat): string {
  return ['safelight', ...firstWords(prompt), String(seed)].join('-').concat('.', extensions[format])
}

function firstWords(prompt: string): string[] {
  const words =
    prompt
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const kept: string[] = []
  for (const word of words.slice(0, 4)) {
    if (kept.join('-').length + word.length > 40) break
    kept.push(word)
  }
  return kept
}
