'use client'

import { NumberField } from '#components/ui/number-field.tsx'
import { type ComposerAction, type Settings, sizeOf } from './composer-state.ts'

type Props = {
  settings: Settings
  custom: NonNullable<Settings['custom']>
  hasError: boolean
  onChange: (action: ComposerAction) => void
}

/** Own pixels, and what the model makes of them before anything is paid. */
export function CustomSize({ settings, custom, hasError, onChange }: Props) {
  const size = sizeOf(settings)
  return (
    <div className="flex flex-col gap-2 pt-1">
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-2">
        <SideField side="width" letter="W" value={custom.width} invalid={hasError} onChange={onChange} />
        <span aria-hidden="true" className="text-ui text-text-3">
          ×
        </span>
        <SideField side="height" letter="H" value={custom.height} invalid={hasError} onChange={onChange} />
      </div>
      {size?.adjusted && (
        <p id="size-note" className="text-ui text-text-3 tabular">
          Rounded to {size.width} × {size.height}
        </p>
      )}
    </div>
  )
}

type SideProps = {
  side: 'width' | 'height'
  letter: string
  value: number | null
  invalid: boolean
  onChange: Props['onChange']
}

function SideField({ side, letter, value, invalid, onChange }: SideProps) {
  return (
    <div className="field-box flex h-8 min-w-0 items-center gap-2 px-2.5 pointer-coarse:h-11">
      <span aria-hidden="true" className="text-ui text-text-3">
        {letter}
      </span>
      <NumberField
        id={side}
        aria-label={side === 'width' ? 'Width in pixels' : 'Height in pixels'}
        aria-describedby="size-note"
        aria-invalid={invalid || undefined}
        maxDigits={5}
        value={value || null}
        onChange={(number) => onChange({ kind: 'side', side, value: number || null })}
        className="min-w-0 flex-1 text-right text-ui"
      />
    </div>
  )
}
