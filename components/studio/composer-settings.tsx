'use client'

import { Field } from '#components/ui/field.tsx'
import { FieldError } from '#components/ui/field-error.tsx'
import { NumberStepper } from '#components/ui/number-stepper.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { maxCount } from '#lib/shared/generation.ts'
import { type ComposerAction, modelOf, type Settings, sizeOf } from './composer-state.ts'
import type { RefusedField } from './refusal.ts'
import { SeedField } from './seed-field.tsx'
import { ShapeField } from './shape-field.tsx'
import { formatMegapixels, tierLabel } from './size-words.ts'

type Props = {
  settings: Settings
  errorAt: (field: RefusedField) => string | null
  onChange: (action: ComposerAction) => void
}

/** Everything of the picture but its words. */
export function ComposerSettings({ settings, errorAt, onChange }: Props) {
  return (
    <>
      <ShapeField settings={settings} hasError={errorAt('size') !== null} onChange={onChange} />
      <SizeField settings={settings} error={errorAt('size')} onChange={onChange} />
      <div className="flex flex-col gap-3">
        <CountField settings={settings} error={errorAt('count')} onChange={onChange} />
        <SeedField
          seed={settings.seed}
          error={errorAt('seed')}
          onChange={(seed) => onChange({ kind: 'seed', seed })}
        />
      </div>
    </>
  )
}

type FieldProps = Pick<Props, 'settings' | 'onChange'> & { error: string | null }

function SizeField({ settings, error, onChange }: FieldProps) {
  const size = sizeOf(settings)
  const { tiers } = modelOf(settings).sizes
  return (
    <Field
      label="Size"
      aside={size && `${size.width} × ${size.height} · ${formatMegapixels(size)}`}
      error={error}
    >
      <Segmented
        label="Size"
        segments={tiers.map((tier) => ({ value: tier, label: tierLabel(tier) }))}
        value={settings.custom ? '' : settings.tier}
        onChange={(tier) => onChange({ kind: 'tier', tier })}
      />
    </Field>
  )
}

function CountField({ settings, error, onChange }: FieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor="count" className="text-ui text-text-2">
          Images
        </label>
        <NumberStepper
          id="count"
          label="images"
          value={settings.count}
          min={1}
          max={Math.min(maxCount, modelOf(settings).maxCount)}
          onChange={(count) => onChange({ kind: 'count', count })}
        />
      </div>
      <FieldError message={error} />
    </div>
  )
}
