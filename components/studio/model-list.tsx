'use client'

import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type Model, models } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'
import { fitToModel, type Settings } from './composer-state.ts'
import { priceQuery } from './price.ts'

type Props = { settings: Settings; onChoose: (id: string) => void }

/** Every model with what it is for, what one image costs with these settings, and how long it takes. */
export function ModelList({ settings, onChoose }: Props) {
  return models.map((model) => (
    <ModelRow
      key={model.id}
      model={model}
      settings={settings}
      isChosen={model.id === settings.model}
      onChoose={onChoose}
    />
  ))
}

type RowProps = Props & { model: Model; isChosen: boolean }

function ModelRow({ model, settings, isChosen, onChoose }: RowProps) {
  const own = fitToModel({ ...settings, model: model.id, count: 1 })
  const { data, isPlaceholderData } = useQuery(priceQuery(own))
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
