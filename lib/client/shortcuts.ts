/** Where a shortcut belongs in the sheet; the order is the sheet's. */
export const shortcutGroups = ['Anywhere', 'Studio', 'Image', 'Gallery', 'Viewer'] as const
export type ShortcutGroup = (typeof shortcutGroups)[number]

export type Shortcut = {
  keys: string
  label: string
  group: ShortcutGroup
  /** Answered by what has the focus, not by the page. */
  under?: 'image' | 'prompt'
  /** Goes on while the key is held; of every other shortcut a held key is one press. */
  repeats?: true
}

/**
 * Every shortcut of the studio, once: handlers, tooltips and the sheet read it here. `Mod` is Cmd on Apple and Ctrl
 * elsewhere; a space means one after the other. Letters follow the layout, because `event.key` is compared.
 */
export const shortcuts = {
  'show-shortcuts': { keys: '?', label: 'Keyboard shortcuts', group: 'Anywhere' },
  'go-studio': { keys: 'G S', label: 'Go to the studio', group: 'Anywhere' },
  'go-gallery': { keys: 'G G', label: 'Go to the gallery', group: 'Anywhere' },
  'focus-notices': { keys: 'F6', label: 'Go to the notices', group: 'Anywhere' },
  generate: { keys: 'Mod+Enter', label: 'Generate', group: 'Studio' },
  'focus-prompt': { keys: 'P', label: 'Write the prompt', group: 'Studio' },
  'earlier-prompt': {
    keys: 'Alt+ArrowUp',
    label: 'Earlier prompt',
    group: 'Studio',
    under: 'prompt',
    repeats: true,
  },
  'later-prompt': {
    keys: 'Alt+ArrowDown',
    label: 'Later prompt',
    group: 'Studio',
    under: 'prompt',
    repeats: true,
  },
  'swap-sides': { keys: 'W', label: 'Swap width and height', group: 'Studio' },
  'new-seed': { keys: 'D', label: 'New seed', group: 'Studio' },
  'lock-seed': { keys: 'L', label: 'Lock or free the seed', group: 'Studio' },
  open: { keys: 'Enter', label: 'Open', group: 'Image', under: 'image' },
  favourite: { keys: 'F', label: 'Favourite', group: 'Image', under: 'image' },
  reuse: { keys: 'U', label: 'Reuse the recipe', group: 'Image', under: 'image' },
  'reuse-prompt': { keys: 'Shift+U', label: 'Reuse the prompt only', group: 'Image', under: 'image' },
  download: { keys: 'Shift+D', label: 'Download the original', group: 'Image', under: 'image' },
  remove: { keys: 'Delete', label: 'Delete', group: 'Image', under: 'image' },
  smaller: { keys: '-', label: 'Smaller pictures', group: 'Gallery', repeats: true },
  larger: { keys: '=', label: 'Larger pictures', group: 'Gallery', repeats: true },
  previous: { keys: 'ArrowLeft', label: 'Previous image', group: 'Viewer', repeats: true },
  next: { keys: 'ArrowRight', label: 'Next image', group: 'Viewer', repeats: true },
  zoom: { keys: 'Z', label: 'Fit or actual pixels', group: 'Viewer' },
  'zoom-fit': { keys: '0', label: 'Whole picture', group: 'Viewer' },
  'zoom-actual': { keys: '1', label: 'Actual pixels', group: 'Viewer' },
  'zoom-in': { keys: '+', label: 'Zoom in', group: 'Viewer', repeats: true },
  'zoom-out': { keys: '-', label: 'Zoom out', group: 'Viewer', repeats: true },
  'download-viewed': { keys: 'D', label: 'Download the original', group: 'Viewer' },
  backdrop: { keys: 'B', label: 'Next backdrop', group: 'Viewer' },
  info: { keys: 'I', label: 'Show or hide the recipe', group: 'Viewer' },
  'close-viewer': { keys: 'Escape', label: 'Close', group: 'Viewer' },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

export function shortcutKeys(id: ShortcutId): string {
  return shortcuts[id].keys
}

/** False for a key that is only still held, where one press is meant to do one thing. */
export function countsAsPress(id: ShortcutId, isRepeat: boolean): boolean {
  const shortcut: Shortcut = shortcuts[id]
  return !isRepeat || shortcut.repeats === true
}

export type KeyPress = { key: string; mod: boolean; alt: boolean; shift: boolean }

/** One press as the registry writes it; Shift only counts where it does not already show in the character. */
export function toStroke({ key, mod, alt, shift }: KeyPress): string {
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  const name = isLetter ? key.toUpperCase() : key
  const showsShift = shift && (isLetter || key.length > 1)
  return [mod && 'Mod', alt && 'Alt', showsShift && 'Shift', name].filter(Boolean).join('+')
}

/** A key alone, or with Shift: it types something, so it must never fire while somebody is writing. */
export function isSingleKey(keys: string): boolean {
  return !/Mod|Alt|F\d/.test(keys)
}

/** What a press means, given the press just before it: a whole shortcut, the beginning of one, or nothing. */
export function matchStroke(stroke: string, before: string | null): { id: ShortcutId[]; begins: boolean } {
  const wanted = before === null ? stroke : `${before} ${stroke}`
  const entries = Object.entries(shortcuts) as [ShortcutId, Shortcut][]
  return {
    id: entries.filter(([, { keys }]) => keys === wanted).map(([id]) => id),
    begins: entries.some(([, { keys }]) => keys.startsWith(`${wanted} `)),
  }
}

/** Of the shortcuts a press could mean, the one that is answered: an open viewer covers the view behind it. */
export function chooseShortcut(ids: readonly ShortcutId[], live: readonly ShortcutId[]): ShortcutId | null {
  const isCovered = live.includes('close-viewer')
  const answered = ids.filter((id) => live.includes(id))
  return (
    answered.find((id) => {
      const { group } = shortcuts[id]
      return !isCovered || (group !== 'Studio' && group !== 'Gallery')
    }) ?? null
  )
}
