const appleLabels: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const otherLabels: Record<string, string> = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }
const sharedLabels: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Whether the Mod key is the one with the clover. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

/** `Mod+Enter` and `G S` as the labels of single keys, in order. */
export function keyLabels(keys: string, apple: boolean): string[] {
  const labels = { ...sharedLabels, ...(apple ? appleLabels : otherLabels) }
  return keys.split(/[ +]/).map((key) => labels[key] ?? key)
}
