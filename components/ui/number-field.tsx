'use client'

import { type ComponentProps, useState } from 'react'
import { joinClasses } from './classes.ts'

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: number | null
  /** Null when the field is emptied. */
  onChange: (value: number | null) => void
  maxDigits: number
}

/** A whole number that may be absent. Only digits get in, so a pasted `1 024 px` is 1024. */
export function NumberField({ value, onChange, maxDigits, className, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, maxDigits)
    setTyped(digits)
    onChange(digits === '' ? null : Number(digits))
  }
  return (
    <input
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      value={typed ?? value ?? ''}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
      className={joinClasses('bare-field tabular pointer-coarse:text-base', className)}
    />
  )
}
