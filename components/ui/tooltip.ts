/** Marks an element that has a tooltip. The element keeps its own accessible name: the tooltip only shows it. */
export function tip(label: string, keys?: string) {
  return { 'data-tip': label, 'data-tip-keys': keys }
}
