'use client'

import { type ReactNode, useId } from 'react'
import { joinClasses } from './classes.ts'

export type Segment<T extends string> = { value: T; label: string; icon?: ReactNode; hint?: string }

type Props<T extends string> = {
  /** The accessible name of the group. */
  label: string
  segments: readonly Segment<T>[]
  value: T
  onChange: (value: T) => void
  className?: string
}

/** One of a few, all in sight: real radio buttons, so arrows, forms and screen readers work by themselves. */
export function Segmented<T extends string>({ label, segments, value, onChange, className }: Props<T>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={joinClasses('flex gap-0.5 rounded-control bg-surface p-0.5', className)}
    >
      {segments.map((segment) => (
        <label
          key={segment.value}
          data-tip={segment.hint}
          className={joinClasses(
            'relative flex h-7 min-w-0 flex-1 items-center justify-center gap-1.5 rounded-[4px] px-1 text-ui text-text-2 transition-colors tabular select-none',
            'hover:text-text has-checked:bg-hover has-checked:text-text pointer-coarse:h-11',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            className="absolute inset-0 appearance-none opacity-0"
          />
          {segment.icon}
          <span className="truncate">{segment.label}</span>
        </label>
      ))}
    </div>
  )
}
