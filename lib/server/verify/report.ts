import type { Verification } from './verify.ts'

/** What a person reads at the end of `npm run verify`. */
export function toReport({ images, files, sizeBytes, unused, faults }: Verification): string {
  const lines = [`Checked ${count(images, 'image')}: ${count(files, 'file')}, ${toSize(sizeBytes)}.`]
  if (unused > 0) lines.push(`${count(unused, 'stored file')} without an image, which does no harm.`)
  if (faults.length === 0) lines.push('Everything is whole.')
  else lines.push(`${count(faults.length, 'thing')} wrong:`, ...faults.map((fault) => `  - ${fault}`))
  return lines.join('\n')
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

function toSize(bytes: number): string {
  const megabytes = bytes / 1_000_000
  return megabytes < 1000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1000).toFixed(1)} GB`
}
