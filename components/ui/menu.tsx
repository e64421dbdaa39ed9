'use client'

import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react'
import { joinClasses } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { PopoverPanel } from './popover.tsx'

export type MenuItem = {
  label: string
  icon?: ReactNode
  keys?: string
  tone?: 'plain' | 'danger'
  disabled?: boolean
  onSelect: () => void
}

type Props = {
  label: string
  items: readonly MenuItem[]
  trigger: (open: { popoverTarget: string; 'aria-haspopup': 'menu' }) => ReactNode
  side?: 'start' | 'end'
}

/** A button's menu: arrows, Home, End and first letters move; Enter chooses; Escape closes. */
export function Menu({ label, items, trigger, side = 'start' }: Props) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)

  const focusFirst = (event: ToggleEvent) => {
    if (event.newState === 'open') menuItems(panel.current)[0]?.focus()
  }
  const select = (item: MenuItem) => {
    panel.current?.hidePopover()
    item.onSelect()
  }

  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'menu' })}
      <PopoverPanel
        ref={panel}
        id={id}
        role="menu"
        aria-label={label}
        onToggle={focusFirst}
        onKeyDown={moveInMenu}
        className={joinClasses(
          'min-w-44 p-1',
          side === 'start' ? '[position-area:bottom_span-right]' : '[position-area:bottom_span-left]',
        )}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={item.disabled}
            onClick={() => select(item)}
            className={joinClasses(
              'flex h-8 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-ui outline-none focus:bg-hover enabled:hover:bg-hover disabled:opacity-50 pointer-coarse:h-11',
              item.tone === 'danger' ? 'text-danger' : 'text-text',
            )}
          >
            {item.icon}
            <span className="flex-1">{item.label}</span>
            {item.keys && <Kbd keys={item.keys} />}
          </button>
        ))}
      </PopoverPanel>
    </>
  )
}

function menuItems(menu: HTMLElement | null): HTMLButtonElement[] {
  return [...(menu?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:enabled') ?? [])]
}

function moveInMenu(event: KeyboardEvent<HTMLElement>): void {
  const items = menuItems(event.currentTarget)
  const at = items.findIndex((item) => item.matches(':focus'))
  const to = nextIndex(event.key, at, items)
  if (to === null) return
  event.preventDefault()
  items.at(to % items.length)?.focus()
}

function nextIndex(key: string, at: number, items: readonly HTMLElement[]): number | null {
  if (key === 'ArrowDown') return at + 1
  if (key === 'ArrowUp') return at - 1
  if (key === 'Home') return 0
  if (key === 'End') return -1
  if (key.length !== 1 || key === ' ') return null
  const found = items.findIndex((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()))
  return found === -1 ? null : found
}
