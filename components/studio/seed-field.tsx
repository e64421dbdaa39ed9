'use client'

import { Dices, Lock, LockOpen } from 'lucide-react'
import { FieldError } from '#components/ui/field-error.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { NumberField } from '#components/ui/number-field.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { randomSeed } from './random-seed.ts'

type Props = {
  seed: number | null
  error: string | null
  onChange: (seed: number | null) => void
}

/** Random for every press until somebody locks one, rolls one or types one. */
export function SeedField({ seed, error, onChange }: Props) {
  const isLocked = seed !== null
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor="seed" className="text-ui text-text-2">
          Seed
        </label>
        <div className="field-box flex h-8 w-48 items-center pointer-coarse:h-11">
          <NumberField
            id="seed"
            maxDigits={10}
            placeholder="Random"
            value={seed}
            onChange={onChange}
            aria-invalid={error !== null || undefined}
            aria-describedby={error ? 'seed-error' : undefined}
            className="min-w-0 flex-1 px-2.5 text-ui"
          />
          <IconButton label="New seed" keys={shortcutKeys('new-seed')} onClick={() => onChange(randomSeed())}>
            <Dices size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            label="Lock the seed"
            hint={isLocked ? 'Free the seed' : 'Lock a seed'}
            keys={shortcutKeys('lock-seed')}
            aria-pressed={isLocked}
            onClick={() => onChange(isLocked ? null : randomSeed())}
          >
            {isLocked ? <Lock size={16} aria-hidden="true" /> : <LockOpen size={16} aria-hidden="true" />}
          </IconButton>
        </div>
      </div>
      <FieldError id="seed-error" message={error} />
    </div>
  )
}
