'use client'

import { ArrowLeftRight, Ruler } from 'lucide-react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { parseRatio } from '#lib/shared/sizing.ts'
import { type ComposerAction, modelOf, type Settings } from './composer-state.ts'
import { CustomSize } from './custom-size.tsx'

type Props = {
  settings: Settings
  hasError: boolean
  onChange: (action: ComposerAction) => void
}

/** Shapes drawn as what they are; every portrait stands above its landscape. */
export function ShapeField({ settings, hasError, onChange }: Props) {
  const { custom, ratio } = settings
  const { ratios } = modelOf(settings).sizes
  const wide = ratios.filter((text) => (parseRatio(text) ?? 1) > 1)
  const others = ratios.filter((text) => (parseRatio(text) ?? 1) <= 1)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex h-5 items-center justify-between">
        <span className="text-ui text-text-2">Shape</span>
        <IconButton
          label="Swap width and height"
          keys={shortcutKeys('swap-sides')}
          size="compact"
          className="-mr-1.5"
          disabled={!custom && ratio === '1:1'}
          onClick={() => onChange({ kind: 'swap' })}
        >
          <ArrowLeftRight size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div role="radiogroup" aria-label="Shape" className="grid grid-cols-5 gap-1">
        {others.map((text) => (
          <RatioChip key={text} ratio={text} checked={!custom && text === ratio} onChange={onChange} />
        ))}
        <label className={chip}>
          <input
            type="radio"
            name="ratio"
            value="custom"
            checked={custom !== null}
            onChange={() => onChange({ kind: 'custom' })}
            className={hiddenRadio}
          />
          <span className="grid size-6 place-items-center">
            <Ruler size={18} aria-hidden="true" />
          </span>
          <span className="text-caption">Custom</span>
        </label>
        {wide.map((text) => (
          <RatioChip key={text} ratio={text} checked={!custom && text === ratio} onChange={onChange} />
        ))}
      </div>
      {custom && <CustomSize settings={settings} custom={custom} hasError={hasError} onChange={onChange} />}
    </div>
  )
}

const chip =
  'relative flex h-13 flex-col items-center justify-center gap-1 rounded-control text-text-3 transition-colors select-none ' +
  'hover:bg-raised hover:text-text has-checked:bg-hover has-checked:text-text ' +
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent'
const hiddenRadio = 'absolute inset-0 appearance-none opacity-0'

const boxSide = 22

type ChipProps = { ratio: string; checked: boolean; onChange: Props['onChange'] }

function RatioChip({ ratio, checked, onChange }: ChipProps) {
  const value = parseRatio(ratio) ?? 1
  const width = value >= 1 ? boxSide : boxSide * value
  const height = value >= 1 ? boxSide / value : boxSide
  return (
    <label className={chip}>
      <input
        type="radio"
        name="ratio"
        value={ratio}
        checked={checked}
        onChange={() => onChange({ kind: 'ratio', ratio })}
        className={hiddenRadio}
      />
      <svg width={24} height={24} viewBox="-12 -12 24 24" aria-hidden="true">
        <rect
          x={-width / 2}
          y={-height / 2}
          width={width}
          height={height}
          rx={2}
          stroke="currentColor"
          strokeWidth={1.5}
          className={checked ? 'fill-current' : 'fill-none'}
        />
      </svg>
      <span className="text-caption tabular">{ratio}</span>
    </label>
  )
}
