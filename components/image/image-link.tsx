'use client'

import type { ComponentProps, MouseEvent } from 'react'
import { joinClasses } from '#components/ui/classes.ts'
import type { Image } from '#lib/shared/image.ts'
import { startOpening } from './opening.ts'

export function imagePath(id: Image['id']): string {
  return `/i/${id}`
}

/**
 * Opens the viewer over the page: only the address changes, and whoever watches it (the viewer's host) draws. Nothing
 * is asked of the server, so the picture is there in the next frame. The list's filters stay in the address.
 */
export function openImage(id: Image['id']): void {
  startOpening(id)
  window.history.pushState(null, '', imagePath(id) + window.location.search)
}

/** From one picture to another: going back still leads to the list. */
export function stepToImage(id: Image['id']): void {
  window.history.replaceState(null, '', imagePath(id) + window.location.search)
}

type Props = ComponentProps<'a'> & { image: Pick<Image, 'id'> }

/** A real link to the picture's own page; a plain click opens it over this one. */
export function ImageLink({ image, className, ...rest }: Props) {
  return (
    <a
      href={imagePath(image.id)}
      data-image-link={image.id}
      className={joinClasses('ring-on-picture', className)}
      {...rest}
      onClick={(event) => {
        rest.onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        openImage(image.id)
      }}
    />
  )
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}

/** The tile that shows a picture on this page, to give the focus back to. */
export function findImageLink(id: Image['id']): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-image-link="${CSS.escape(id)}"]`)
}
