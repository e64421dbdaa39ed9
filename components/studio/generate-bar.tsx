'use client'

import { useQuery } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FieldError } from '#components/ui/field-error.tsx'
import { tip } from '#components/ui/tooltip.ts'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { formatMicros } from '#lib/shared/money.ts'
import type { Settings } from './composer-state.ts'
import { priceQuery } from './price.ts'

type Props = {
  settings: Settings
  /** Why it cannot be pressed; pressing then leads to what is missing. */
  reason: string | null
  /** What the server said no to, where no field is to blame. */
  refused: string | null
  onPress: () => void
}

const bar =
  'sticky bottom-0 z-10 -mx-4 mt-auto flex flex-col gap-2 bg-surface px-4 pt-2 pb-4 ' +
  // What scrolls away below the bar fades out, so that nothing looks cut off.
  'before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6 before:bg-linear-to-t before:from-surface before:to-transparent ' +
  'max-lg:group-data-[folded]/composer:before:hidden ' +
  'max-lg:group-data-[folded]/composer:static max-lg:group-data-[folded]/composer:m-0 max-lg:group-data-[folded]/composer:p-0'

/** The button that spends. The price never holds it up: it is shown when it is known. */
export function GenerateBar({ settings, reason, refused, onPress }: Props) {
  const { data, isPlaceholderData } = useQuery(priceQuery(settings))
  const micros = isPlaceholderData ? null : (data?.totalMicros ?? null)
  const { count } = settings
  // The second half of a double click is not a second wish.
  const press = (event: MouseEvent) => event.detail < 2 && onPress()

  return (
    <div className={bar}>
      <FieldError message={refused} />
      <Button
        variant="primary"
        size="large"
        className="w-full"
        aria-disabled={reason !== null}
        aria-describedby={reason ? 'generate-reason' : undefined}
        onClick={press}
        {...tip(reason ?? 'Generate', shortcutKeys('generate'))}
      >
        <span>
          Generate
          <span className="max-lg:group-data-[folded]/composer:sr-only">
            {count === 1 ? ' 1 image' : ` ${count} images`}
            {micros !== null && <Price micros={micros} />}
          </span>
        </span>
      </Button>
      {reason && (
        <span id="generate-reason" className="sr-only">
          {reason}
        </span>
      )}
    </div>
  )
}

/** Out of the line, so that the words stay where they are when the price comes. */
function Price({ micros }: { micros: number }) {
  return (
    <>
      <span className="sr-only"> · </span>
      <span className="absolute inset-y-0 right-4 flex items-center font-normal tabular opacity-80">
        {formatMicros(micros)}
      </span>
    </>
  )
}
