export const themes = ['dark', 'grey', 'light', 'system'] as const
export type Theme = (typeof themes)[number]

/** Read by the server, so the first paint already has the right colours. */
export const themeCookie = 'theme'

/** Dark unless something else was chosen: a dark surround flatters pictures most. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'dark'
}
