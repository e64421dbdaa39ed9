import type { ReactNode } from 'react'
import { joinClasses } from './classes.ts'
import { FieldError } from './field-error.tsx'

type Props = {
  /** The id of the control that the label names; without one the children are a group that names itself. */
  htmlFor?: string
  label: string
  /** The current value or a short fact, at the right end of the label's line. */
  aside?: ReactNode
  error?: string | null
  errorId?: string
  className?: string
  children: ReactNode
}

/** A label, its control, and what is wrong with it. */
export function Field({ htmlFor, label, aside, error, errorId, className, children }: Props) {
  const Label = htmlFor ? 'label' : 'span'
  return (
    <div className={joinClasses('flex min-w-0 flex-col gap-2', className)}>
      <div className="flex min-h-5 items-baseline justify-between gap-3">
        <Label htmlFor={htmlFor} className="text-ui text-text-2">
          {label}
        </Label>
        {aside && <span className="min-w-0 truncate text-ui text-text-3 tabular">{aside}</span>}
      </div>
      {children}
      <FieldError id={errorId} message={error} />
    </div>
  )
}
