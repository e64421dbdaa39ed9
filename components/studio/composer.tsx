'use client'

import { ChevronDown } from 'lucide-react'
import { useRef } from 'react'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { NumberStepper } from '#components/ui/number-stepper.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { maxCount } from '#lib/shared/generation.ts'
import type { ComposerLook } from './composer-draft.ts'
import { modelOf, sizeOf } from './composer-state.ts'
import { GenerateBar } from './generate-bar.tsx'
import { ModelPicker } from './model-picker.tsx'
import { PromptField } from './prompt-field.tsx'
import type { RefusedField } from './refusal.ts'
import { SeedField } from './seed-field.tsx'
import { ShapeField } from './shape-field.tsx'
import { formatMegapixels, tierLabel } from './size-words.ts'
import { useComposer } from './use-composer.ts'
import { useComposerShortcuts } from './use-composer-shortcuts.ts'
import { useFold } from './use-fold.ts'

const frame =
  'group/composer scrollbar-quiet flex flex-col gap-6 overflow-y-auto bg-surface outline-none ' +
  'lg:sticky lg:top-12 lg:h-[calc(100svh-3rem)] lg:px-4 lg:pt-1 ' +
  'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-(--tabs-height) max-lg:z-30 max-lg:max-h-[calc(100svh-6rem)] ' +
  'max-lg:rounded-t-sheet max-lg:px-4 max-lg:pt-3 max-lg:shadow-sheet md:max-lg:left-14 ' +
  'max-lg:data-[folded]:grid max-lg:data-[folded]:grid-cols-[minmax(0,1fr)_auto] max-lg:data-[folded]:gap-2 ' +
  'max-lg:data-[folded]:p-2'
const fields = 'flex flex-col gap-6 max-lg:group-data-[folded]/composer:hidden'
const bar =
  'sticky bottom-0 z-10 -mx-4 mt-auto bg-surface px-4 pt-3 pb-4 ' +
  'max-lg:group-data-[folded]/composer:static max-lg:group-data-[folded]/composer:m-0 max-lg:group-data-[folded]/composer:p-0'

/** What is asked for: beside the results on a wide screen, a sheet at the bottom of a narrow one. */
export function Composer({ look }: { look: ComposerLook }) {
  const promptBox = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const { state, problem, refusal, isRestored, change, generate } = useComposer(look, promptBox)
  const fold = useFold(form)
  const { settings } = state
  const model = modelOf(settings)
  const size = sizeOf(settings)

  const press = () => {
    if (!problem) {
      generate()
      fold.close()
    } else if (problem.field === 'prompt') promptBox.current?.focus()
    else form.current?.querySelector<HTMLElement>('[aria-label="Width in pixels"]')?.focus()
  }
  useComposerShortcuts({ settings, change, press, promptBox })
  const refusedAt = (field: RefusedField) => (refusal?.field === field ? refusal.message : null)

  return (
    <form
      ref={form}
      aria-label="Composer"
      data-composer=""
      data-folded={fold.isFolded ? '' : undefined}
      tabIndex={-1}
      {...fold.handlers}
      onSubmit={(event) => event.preventDefault()}
      className={frame}
    >
      <div className={fields}>
        <div className="flex items-center justify-between lg:hidden">
          <h2 className="text-section">New images</h2>
          <IconButton label="Close the composer" onClick={fold.close}>
            <ChevronDown size={20} aria-hidden="true" />
          </IconButton>
        </div>
        <ModelPicker
          settings={settings}
          error={refusedAt('model')}
          onChange={(id) => change({ kind: 'model', model: id })}
        />
      </div>
      <PromptField
        box={promptBox}
        value={state.prompt}
        limit={model.promptLimit}
        error={
          refusedAt('prompt') ?? (state.prompt.length > model.promptLimit ? (problem?.message ?? null) : null)
        }
        rows={isRestored ? 0 : look.rows}
        onChange={(prompt) => change({ kind: 'prompt', prompt })}
        onFocus={fold.open}
      />
      <div className={fields}>
        <ShapeField
          settings={settings}
          ratios={model.sizes.ratios}
          error={problem?.field === 'size' ? problem.message : refusedAt('size')}
          onChange={change}
        />
        <Field
          label="Size"
          aside={size && `${size.width} × ${size.height} · ${formatMegapixels(size)}`}
          error={problem?.field === 'size' ? problem.message : refusedAt('size')}
        >
          <Segmented
            label="Size"
            segments={model.sizes.tiers.map((tier) => ({ value: tier, label: tierLabel(tier) }))}
            value={settings.custom ? '' : settings.tier}
            onChange={(tier) => change({ kind: 'tier', tier })}
          />
        </Field>
        <div className="flex flex-col gap-3">
          <div className="flex items-center justify-between gap-4">
            <label htmlFor="count" className="text-ui text-text-2">
              Images
            </label>
            <NumberStepper
              id="count"
              label="images"
              value={settings.count}
              min={1}
              max={Math.min(maxCount, model.maxCount)}
              onChange={(count) => change({ kind: 'count', count })}
            />
          </div>
          <SeedField
            seed={settings.seed}
            error={refusedAt('seed')}
            onChange={(seed) => change({ kind: 'seed', seed })}
          />
        </div>
      </div>
      <div className={bar}>
        <GenerateBar
          settings={settings}
          reason={problem?.message ?? null}
          refused={refusal && (refusal.field === null || refusal.field === 'count') ? refusal.message : null}
          onPress={press}
        />
      </div>
    </form>
  )
}
