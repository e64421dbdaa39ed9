'use client'

import type { CSSProperties, RefObject } from 'react'
import { joinClasses } from '#components/ui/classes.ts'
import { FieldError } from '#components/ui/field-error.tsx'
import { promptRows } from './composer-draft.ts'
import { usePromptHistory } from './use-prompt-history.ts'

type Props = {
  box: RefObject<HTMLTextAreaElement | null>
  value: string
  limit: number
  error: string | null
  /** Lines to keep free until the kept words are back. */
  rows: number
  onChange: (prompt: string) => void
  onFocus: () => void
}

/** The words. The box grows with them from 6 to 18 lines; in the folded composer of a phone it is one line. */
export function PromptField({ box, value, limit, error, rows, onChange, onFocus }: Props) {
  const history = usePromptHistory(value, onChange)
  const isNearLimit = value.length > limit * 0.9
  const lines = { '--lines': Math.max(rows, promptRows.min) } as CSSProperties
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-5 items-baseline justify-between max-lg:group-data-[folded]/composer:sr-only">
        <label htmlFor="prompt" className="text-ui text-text-2">
          Prompt
        </label>
        {isNearLimit && (
          <span
            id="prompt-count"
            className={joinClasses('text-ui tabular', value.length > limit ? 'text-danger' : 'text-text-3')}
          >
            {value.length.toLocaleString('en')} / {limit.toLocaleString('en')}
          </span>
        )}
      </div>
      <textarea
        ref={box}
        id="prompt"
        name="prompt"
        value={value}
        onChange={(event) => history.onWrite(event.target.value)}
        onKeyDown={history.onKeyDown}
        onFocus={onFocus}
        placeholder={rows > 0 ? undefined : 'Describe the image.'}
        aria-invalid={error !== null || undefined}
        aria-describedby={
          [isNearLimit && 'prompt-count', error && 'prompt-error'].filter(Boolean).join(' ') || undefined
        }
        autoComplete="off"
        spellCheck
        rows={promptRows.min}
        style={lines}
        className="field-box scrollbar-quiet block max-h-[28.25rem] min-h-[calc(var(--lines)*1.5rem+1.25rem)] w-full resize-none px-3 py-2.5 text-prompt text-text [field-sizing:content] pointer-coarse:text-base max-lg:group-data-[folded]/composer:h-11 max-lg:group-data-[folded]/composer:min-h-0 max-lg:group-data-[folded]/composer:overflow-hidden max-lg:group-data-[folded]/composer:py-0 max-lg:group-data-[folded]/composer:leading-11 max-lg:group-data-[folded]/composer:whitespace-pre"
      />
      <FieldError id="prompt-error" message={error} />
    </div>
  )
}
