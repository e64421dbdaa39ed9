const gap = 6
const margin = 8

/** Puts a fixed layer below its anchor, or above where there is no room, inside the window. */
export function placeBeside(layer: HTMLElement, anchor: Element): void {
  const box = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = layer
  const below = box.bottom + gap
  const above = box.top - gap - height
  const fitsBelow = below + height + margin <= window.innerHeight
  const left = box.left + box.width / 2 - width / 2
  layer.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`
  layer.style.top = `${fitsBelow || above < margin ? below : above}px`
}
