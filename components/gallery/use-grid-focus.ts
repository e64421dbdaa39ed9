'use client'

import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { findImageLink } from '#components/image/image-link.tsx'
import { offerReveal } from '#components/image/reveal.ts'
import type { Image } from '#lib/shared/image.ts'
import { findRow, type GalleryRow } from './gallery-rows.ts'
import { moveFocus } from './grid-focus.ts'

// Above what sticks to the window's edges, and with a bit of the neighbours in sight.
const margin = 72

type Grid = {
  rows: readonly GalleryRow[]
  images: readonly Image[]
  element: RefObject<HTMLElement | null>
}

/** One tab stop for the whole gallery: the picture under focus, which the arrows move. */
export function useGridFocus({ rows, images, element }: Grid) {
  const [activeId, setActiveId] = useState<Image['id'] | null>(null)
  const known = images.findIndex(({ id }) => id === activeId)
  const activeIndex = Math.max(0, known)
  const active = images[activeIndex] ?? null
  // Counted up to say that the focus has to follow, once the picture is in the page.
  const [wishes, setWishes] = useState(0)

  const goTo = (image: Pick<Image, 'id'> | undefined) => {
    if (!image) return
    scrollToRow(rows, findRow(rows, image.id), element.current)
    setActiveId(image.id)
    setWishes((count) => count + 1)
  }
  const reveal = useEffectEvent((image: Pick<Image, 'id'>) => goTo(image))
  useEffect(() => offerReveal((image) => reveal(image)), [])

  useEffect(() => {
    if (wishes > 0 && activeId) findImageLink(activeId)?.focus({ preventScroll: true })
  }, [wishes, activeId])

  // A focused picture that is deleted takes the focus with it: the one in its place gets it.
  const holdsFocus = useRef(false)
  const lastIndex = useRef(0)
  const isGone = activeId !== null && known < 0
  const takeFocus = useEffectEvent(() => {
    const heir = images[Math.min(lastIndex.current, images.length - 1)]
    if (holdsFocus.current && heir && document.activeElement === document.body) goTo(heir)
    else setActiveId(null)
  })
  useEffect(() => {
    if (isGone) takeFocus()
    else lastIndex.current = activeIndex
  }, [isGone, activeIndex])

  const handleFocus = ({ target }: FocusEvent) => {
    holdsFocus.current = true
    const focused = images.find(({ id }) => id === target.getAttribute('data-image-link'))
    if (focused && focused.id !== activeId) setActiveId(focused.id)
  }
  const handleBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    // Towards nothing is what a deleted picture looks like, too.
    if (relatedTarget && !currentTarget.contains(relatedTarget)) holdsFocus.current = false
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-image-link]')) return
    const to = moveFocus(rows, activeIndex, { key: event.key, pageHeight: window.innerHeight })
    if (to === null) return
    event.preventDefault()
    goTo(images[to])
  }
  return {
    activeId: active?.id ?? null,
    events: { onKeyDown: handleKeyDown, onFocus: handleFocus, onBlur: handleBlur },
  }
}

function scrollToRow(rows: readonly GalleryRow[], index: number, grid: HTMLElement | null): void {
  const row = rows[index]
  if (!row || !grid) return
  const top = grid.getBoundingClientRect().top + window.scrollY
  // The first row of a day comes with the day's name, and the first of all with everything above it.
  const former = rows[index - 1]
  const start = former?.kind === 'day' ? former.top : row.top
  const above = start === 0 ? 0 : top + start - margin
  const below = top + row.top + row.height + margin - window.innerHeight
  if (window.scrollY > above) window.scrollTo(0, above)
  else if (window.scrollY < below) window.scrollTo(0, below)
}
