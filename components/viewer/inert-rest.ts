/**
 * Takes everything beside `layer` out of reach, for fingers, keys and screen readers, until the returned function is
 * called. Notices and announcements stay: an Undo has to be reachable from the layer too.
 */
export function makeRestInert(layer: HTMLElement): () => void {
  const rest = [...document.body.children].filter(
    (element) =>
      element instanceof HTMLElement &&
      element !== layer &&
      !element.inert &&
      !element.matches('[aria-live], [role=status], [popover], script, style, template'),
  ) as HTMLElement[]
  for (const element of rest) element.inert = true
  return () => {
    for (const element of rest) element.inert = false
  }
}
