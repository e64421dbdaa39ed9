import * as z from 'zod/mini'

/** Surrounds to judge a picture against; none has a colour of its own. */
export const backdrops = ['theme', 'black', 'grey', 'white'] as const
export const Backdrop = z.enum(backdrops)
export type Backdrop = z.infer<typeof Backdrop>

export const backdropLabels: Record<Backdrop, string> = {
  theme: 'Like the studio',
  black: 'Black',
  grey: 'Mid grey',
  white: 'White',
}

/** Mid grey is L* 50: neither flatters dark pictures nor light ones. */
export const backdropColours: Record<Backdrop, string> = {
  theme: 'var(--color-bg)',
  black: '#000',
  grey: '#777',
  white: '#fff',
}

export function nextBackdrop(backdrop: Backdrop): Backdrop {
  return backdrops[(backdrops.indexOf(backdrop) + 1) % backdrops.length] ?? 'theme'
}
