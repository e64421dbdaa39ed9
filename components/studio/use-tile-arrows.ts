'use client'

import { useEffect, useState } from 'react'
import { findStep } from './tile-steps.ts'

/** Arrows lead from picture to picture; Tab still reaches everything. Give the returned function to the element as `ref`. */
export function useTileArrows() {
  const [element, setElement] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (!element) return
    element.addEventListener('keydown', step)
    return () => element.removeEventListener('keydown', step)
  }, [element])
  return setElement
}

function step(event: KeyboardEvent): void {
  const { target, currentTarget } = event
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return
  if (!target.matches('[data-image-link]')) return
  const tiles = [...currentTarget.querySelectorAll<HTMLElement>('[data-image-link]')]
  const at = tiles.indexOf(target)
  const to = findStep(
    tiles.map((tile) => tile.getBoundingClientRect()),
    at,
    event.key,
  )
  const tile = to === null ? null : tiles[to]
  if (!tile) return
  event.preventDefault()
  tile.focus({ preventScroll: true })
  tile.scrollIntoView({ block: 'nearest' })
}
