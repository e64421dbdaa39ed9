'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { joinClasses } from './classes.ts'
import { IconButton } from './icon-button.tsx'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  className?: string
  children: ReactNode
}

/** The browser's own modal dialog: it traps focus, closes on Escape and gives focus back to where it was. */
export function Dialog({ open, onClose, title, className, children }: Props) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()

  // The title takes the focus: where one has come to is read first, and no tooltip opens by itself.
  useEffect(() => {
    if (!open) return element.current?.close()
    element.current?.showModal()
    heading.current?.focus()
  }, [open])

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      closedby="any"
      className={joinClasses(
        'pop m-auto max-h-[calc(100svh-2rem)] w-[calc(100vw-2rem)] max-w-lg overflow-hidden rounded-sheet p-0 backdrop:bg-black/50 open:flex open:flex-col',
        className,
      )}
    >
      <header className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
        <h2 ref={heading} id={titleId} tabIndex={-1} className="text-section">
          {title}
        </h2>
        <IconButton label="Close" onClick={onClose}>
          <X size={20} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="scrollbar-quiet min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
    </dialog>
  )
}
