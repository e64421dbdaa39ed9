'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { type Model, models } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'
import { fitToModel, modelOf, type Settings } from './composer-state.ts'
import { priceQuery } from './price.ts'

type Props = {
  settings: Settings
  error: string | null
  onChange: (model: string) => void
}

/** The model with what it is for; the list tells the same of every model, and what one image would cost. */
export function ModelPicker({ settings, error, onChange }: Props) {
  const [isOpen, setOpen] = useState(false)
  const model = modelOf(settings)
  const choose = (id: string) => {
    document.getElementById('models')?.hidePopover()
    onChange(id)
  }
  return (
    <div className="flex flex-col gap-2">
      <button
        type="button"
        popoverTarget="models"
        aria-haspopup="dialog"
        className="flex min-h-13 w-full items-center gap-3 rounded-control bg-fill px-3 py-2 text-left transition-colors hover:bg-fill-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="sr-only">Model: </span>
          <span className="block truncate text-ui font-semibold text-text">{model.label}</span>
          <span className="block truncate text-ui text-text-3">{model.purpose}</span>
        </span>
        <EachPrice settings={settings} />
        <ChevronDown size={16} className="text-text-3" aria-hidden="true" />
      </button>
      {error && (
        <p role="alert" className="text-ui text-danger">
          {error}
        </p>
      )}
      <PopoverPanel
        id="models"
        role="dialog"
        aria-label="Models"
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="w-[min(23rem,calc(100vw-2rem))] p-1 [position-area:bottom_span-right]"
      >
        {models.map((other) => (
          <ModelRow
            key={other.id}
            model={other}
            settings={settings}
            isOpen={isOpen}
            isChosen={other.id === model.id}
            onChoose={choose}
          />
        ))}
      </PopoverPanel>
    </div>
  )
}

type RowProps = {
  model: Model
  settings: Settings
  isOpen: boolean
  isChosen: boolean
  onChoose: (id: string) => void
}

/** What one image costs with these settings: the same question as the button's, so it is asked once. */
function EachPrice({ settings }: { settings: Settings }) {
  const { data, isPlaceholderData } = useQuery(priceQuery(settings))
  if (isPlaceholderData || !data || data.totalMicros === null) return null
  return (
    <span className="text-ui text-text-3 tabular">
      {formatMicros(data.totalMicros / settings.count)} each
    </span>
  )
}

function ModelRow({ model, settings, isOpen, isChosen, onChoose }: RowProps) {
  const own = fitToModel({ ...settings, model: model.id, count: 1 })
  const { data, isPlaceholderData } = useQuery({ ...priceQuery(own), enabled: isOpen })
  const micros = isPlaceholderData ? null : (data?.totalMicros ?? null)
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChoose(model.id)}
      className="flex min-h-14 w-full items-center gap-3 rounded-control px-3 py-2 text-left transition-colors hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ui font-semibold text-text">{model.label}</span>
        <span className="block truncate text-ui text-text-3">{model.purpose}</span>
      </span>
      <span className="text-right text-ui text-text-3 tabular">
        <span className="block">{micros === null ? '' : `${formatMicros(micros)} each`}</span>
        <span className="block">about {Math.round(model.typicalMs.p50 / 1000)} s</span>
      </span>
      <Check size={16} aria-hidden="true" className={isChosen ? 'text-text' : 'invisible'} />
    </button>
  )
}
