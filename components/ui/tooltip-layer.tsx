'use client'

import { useEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import { placeBeside } from './place.ts'

type Shown = { label: string; keys: string | undefined; anchor: Element }

const restMs = 400

/** One tooltip for the whole page, listening at the document: a hundred buttons cost nothing. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const layer = useRef<HTMLDivElement>(null)

  useEffect(() => watchTips(setShown), [])

  useEffect(() => {
    const element = layer.current
    if (!element || !shown) return
    element.showPopover()
    placeBeside(element, shown.anchor)
    return () => element.hidePopover()
  }, [shown])

  return (
    <div
      ref={layer}
      popover="manual"
      aria-hidden="true"
      className="pop pointer-events-none fixed inset-auto m-0 max-w-72 items-center gap-2 rounded-control px-2 py-1 text-ui text-text open:flex"
    >
      {shown?.label}
      {shown?.keys && <Kbd keys={shown.keys} />}
    </div>
  )
}

function watchTips(show: (shown: Shown | null) => void): () => void {
  let timer = 0
  let current: Element | null = null

  const leave = () => {
    clearTimeout(timer)
    current = null
    show(null)
  }
  const enter = (target: EventTarget | null, waitMs: number) => {
    const anchor = target instanceof Element ? target.closest('[data-tip]') : null
    if (anchor === current) return
    leave()
    if (!anchor) return
    current = anchor
    timer = window.setTimeout(() => {
      const label = anchor.getAttribute('data-tip')
      if (label) show({ label, keys: anchor.getAttribute('data-tip-keys') ?? undefined, anchor })
    }, waitMs)
  }
  // What called for this code was the first approach: whoever made it is still waiting.
  enter(document.querySelector('[data-tip]:hover, [data-tip]:focus-visible'), restMs)

  const stop = new AbortController()
  const { signal } = stop
  const listen = document.addEventListener.bind(document)
  // A finger has no hover: a tooltip would only cover what was tapped.
  listen('pointerover', (event) => event.pointerType === 'mouse' && enter(event.target, restMs), { signal })
  listen('focusin', (event) => isFocusVisible(event.target) && enter(event.target, 0), { signal })
  listen('focusout', leave, { signal })
  listen('pointerdown', leave, { signal })
  listen('scroll', leave, { signal, capture: true, passive: true })
  listen('keydown', (event) => event.key === 'Escape' && leave(), { signal })
  return () => {
    stop.abort()
    leave()
  }
}

function isFocusVisible(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(':focus-visible')
}
