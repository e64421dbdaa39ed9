'use client'

import { useSyncExternalStore } from 'react'
import { joinClasses } from './classes.ts'
import { isApple, keyLabels } from './keys.ts'

const never = () => () => undefined

/** Keys as they are printed on this person's keyboard: `Mod+Enter` is ⌘ ↵ or Ctrl ↵; `G S` is one after the other. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false)
  return (
    <span className={joinClasses('inline-flex items-center gap-1', className)}>
      {keyLabels(keys, apple).map((label) => (
        <kbd
          key={label}
          className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] bg-hover px-1.5 font-sans text-caption text-text-2"
        >
          {label}
        </kbd>
      ))}
    </span>
  )
}
