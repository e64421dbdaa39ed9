'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { FieldError } from '#components/ui/field-error.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { models } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'
import { modelOf, type Settings } from './composer-state.ts'
import { priceQuery } from './price.ts'

const loadList = () => import('./model-list.tsx')
const ModelList = lazy(async () => ({ default: (await loadList()).ModelList }))

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
        onPointerEnter={loadList}
        onFocus={loadList}
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
      <FieldError message={error} />
      <PopoverPanel
        id="models"
        role="dialog"
        aria-label="Models"
        onToggle={(event) => setOpen(event.newState === 'open')}
        style={{ minHeight: `${models.length * 3.5 + 0.5}rem` }}
        className="w-[min(23rem,calc(100vw-2rem))] p-1 [position-area:bottom_span-right]"
      >
        <Suspense>{isOpen && <ModelList settings={settings} onChoose={choose} />}</Suspense>
      </PopoverPanel>
    </div>
  )
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
