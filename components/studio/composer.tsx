'use client'

import { ChevronDown } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { ComposerLook } from './composer-draft.ts'
import { ComposerSettings } from './composer-settings.tsx'
import { modelOf, type Problem } from './composer-state.ts'
import { GenerateBar } from './generate-bar.tsx'
import { ModelPicker } from './model-picker.tsx'
import { PromptField } from './prompt-field.tsx'
import type { RefusedField } from './refusal.ts'
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

/** What is asked for: beside the results on a wide screen, a sheet at the bottom of a narrow one. */
export function Composer({ look }: { look: ComposerLook }) {
  const promptBox = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const { state, problem, refusal, isRestored, change, generate } = useComposer(look, promptBox)
  const fold = useFold(form)
  const { settings, prompt } = state

  const press = () => {
    if (problem) return form.current?.querySelector<HTMLElement>(fieldOf[problem.field])?.focus()
    generate()
    fold.close()
  }
  useComposerShortcuts({ settings, change, press, promptBox })
  const errorAt = (field: RefusedField) =>
    refusal?.field === field ? refusal.message : toError(problem, field)

  return (
    <form
      ref={form}
      aria-label="Composer"
      data-composer=""
      data-folded={fold.isFolded ? '' : undefined}
      tabIndex={-1}
      onSubmit={(event) => event.preventDefault()}
      className={frame}
      {...fold.handlers}
    >
      <div className={fields}>
        <SheetHead onClose={fold.close} />
        <ModelPicker
          settings={settings}
          error={errorAt('model')}
          onChange={(model) => change({ kind: 'model', model })}
        />
      </div>
      <PromptField
        box={promptBox}
        value={prompt}
        limit={modelOf(settings).promptLimit}
        error={prompt.trim() === '' ? null : errorAt('prompt')}
        rows={isRestored ? 0 : look.rows}
        onChange={(text) => change({ kind: 'prompt', prompt: text })}
        onFocus={fold.open}
      />
      <div className={fields}>
        <ComposerSettings settings={settings} errorAt={errorAt} onChange={change} />
      </div>
      <GenerateBar
        settings={settings}
        reason={problem?.message ?? null}
        refused={refusal?.field === null ? refusal.message : null}
        onPress={press}
      />
    </form>
  )
}

// Where to go for what is missing.
const fieldOf: Record<Problem['field'], string> = { prompt: '#prompt', size: '#width' }

// A prompt that is not there yet is no error; that the button waits for it is said at the button.
function toError(problem: Problem | null, field: RefusedField): string | null {
  return problem?.field === field ? problem.message : null
}

function SheetHead({ onClose }: { onClose: () => void }) {
  return (
    <div className="flex items-center justify-between lg:hidden">
      <h2 className="text-section">New images</h2>
      <IconButton label="Close the composer" onClick={onClose}>
        <ChevronDown size={20} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
