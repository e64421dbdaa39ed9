'use client'

import { type ComponentProps, type ReactNode, useId, useRef } from 'react'
import { joinClasses } from './classes.ts'

type Props = {
  /** The accessible name of what opens. */
  label: string
  /** Gets the attributes that make a button open the popover, even before the page is interactive. */
  trigger: (open: { popoverTarget: string; 'aria-haspopup': 'dialog' }) => ReactNode
  side?: 'start' | 'end' | 'beside'
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

const sides = {
  start: '[position-area:bottom_span-right]',
  end: '[position-area:bottom_span-left]',
  beside: 'mx-1.5 [position-area:right_span-top]',
} as const

/** The browser's own popover, beside the button that opened it: light dismiss, Escape and focus return are its work. */
export function Popover({ label, trigger, side = 'start', className, children }: Props) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'dialog' })}
      <PopoverPanel
        ref={panel}
        id={id}
        role="dialog"
        aria-label={label}
        className={joinClasses('p-4', sides[side], className)}
      >
        {typeof children === 'function' ? children(() => panel.current?.hidePopover()) : children}
      </PopoverPanel>
    </>
  )
}

export function PopoverPanel({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      popover="auto"
      className={joinClasses(
        'pop fixed inset-auto my-1.5 max-h-[min(32rem,calc(100svh-4rem))] max-w-[calc(100vw-1rem)] overflow-y-auto [position-try-fallbacks:flip-block,flip-inline]',
        className,
      )}
      {...rest}
    />
  )
}
