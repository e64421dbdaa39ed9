'use client'

import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { IconButton } from './icon-button.tsx'

type Props = {
  id: string
  /** The accessible name of the number; the buttons say `Fewer` and `More` of it. */
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A whole number between two buttons; it can also be typed, and arrows change it. */
export function NumberStepper({ id, label, value, min, max, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const clamp = (wanted: number) => Math.min(max, Math.max(min, wanted))

  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 3)
    setTyped(digits)
    const wanted = Number(digits)
    if (digits !== '' && wanted >= min && wanted <= max) onChange(wanted)
  }
  const leave = () => {
    if (typed) onChange(clamp(Number(typed)))
    setTyped(null)
  }
  const press = (event: KeyboardEvent) => {
    const wanted = stepFor(event.key, { value, min, max })
    if (wanted === null) return
    event.preventDefault()
    setTyped(null)
    onChange(clamp(wanted))
  }

  return (
    <div className="flex items-center rounded-control bg-fill has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent">
      <IconButton
        label={`Fewer ${label.toLowerCase()}`}
        disabled={value <= min}
        onClick={() => onChange(clamp(value - 1))}
      >
        <Minus size={16} aria-hidden="true" />
      </IconButton>
      <input
        id={id}
        role="spinbutton"
        inputMode="numeric"
        autoComplete="off"
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        value={typed ?? value}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={press}
        className="bare-field h-8 w-8 text-center text-ui tabular pointer-coarse:text-base"
      />
      <IconButton
        label={`More ${label.toLowerCase()}`}
        disabled={value >= max}
        onClick={() => onChange(clamp(value + 1))}
      >
        <Plus size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

type Range = Pick<Props, 'value' | 'min' | 'max'>

function stepFor(key: string, { value, min, max }: Range): number | null {
  if (key === 'ArrowUp') return value + 1
  if (key === 'ArrowDown') return value - 1
  if (key === 'Home') return min
  if (key === 'End') return max
  return null
}
