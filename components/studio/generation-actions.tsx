'use client'

import { ChevronDown, Ellipsis, Repeat2, Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import { tip } from '#components/ui/tooltip.tsx'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { toCancelWords } from './attempt-progress.ts'
import { type GenerationVerbs, useGenerationActions } from './use-generation-actions.ts'

type Parts = { verbs: GenerationVerbs; isUnconfirmed: boolean }

const icon = { size: 16, 'aria-hidden': true } as const

/** What can be done with a whole generation; where the stream is narrow, behind one button. */
export function GenerationActions({ generation }: { generation: Generation }) {
  const verbs = useGenerationActions(generation)
  const cancelWords = toCancelWords(generation.attempts)
  // Until the studio has answered the press there is nothing to act upon.
  const isUnconfirmed = isPlaceholder(generation.id)
  return (
    <div className="-my-1.25 flex h-8 shrink-0 items-center gap-1 pointer-coarse:-my-2.75 pointer-coarse:h-11">
      {cancelWords && !isUnconfirmed && (
        <Button
          // Another label is another button, not the former one that has grown.
          key={cancelWords.label}
          size="compact"
          disabled={verbs.isCancelling}
          onClick={verbs.cancel}
          {...tip(cancelWords.promise)}
        >
          {cancelWords.label}
          <span className="sr-only">. {cancelWords.promise}</span>
        </Button>
      )}
      <span className="hidden items-center gap-1 @min-[32rem]/stream:flex">
        <Wide verbs={verbs} isUnconfirmed={isUnconfirmed} />
      </span>
      <span className="-mr-1.5 @min-[32rem]/stream:hidden pointer-coarse:-mr-3">
        <Narrow verbs={verbs} isUnconfirmed={isUnconfirmed} />
      </span>
    </div>
  )
}

function Wide({ verbs, isUnconfirmed }: Parts) {
  return (
    <>
      <Menu
        label="Reuse"
        side="end"
        items={reuseItems(verbs, '')}
        trigger={(open) => (
          <Button variant="quiet" size="compact" {...open}>
            Reuse
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        )}
      />
      <IconButton size="compact" label="Run again" onClick={verbs.runAgain}>
        <Repeat2 {...icon} />
      </IconButton>
      <IconButton size="compact" label="Delete" disabled={isUnconfirmed} onClick={verbs.remove}>
        <Trash2 {...icon} />
      </IconButton>
    </>
  )
}

function Narrow({ verbs, isUnconfirmed }: Parts) {
  return (
    <Menu
      label="More"
      side="end"
      items={[
        { label: 'Run again', onSelect: verbs.runAgain },
        ...reuseItems(verbs, 'Reuse '),
        { label: 'Delete', tone: 'danger', disabled: isUnconfirmed, onSelect: verbs.remove },
      ]}
      trigger={(open) => (
        <IconButton size="compact" label="More" {...open}>
          <Ellipsis {...icon} />
        </IconButton>
      )}
    />
  )
}

function reuseItems(verbs: GenerationVerbs, verb: string): MenuItem[] {
  const parts = [
    ['Everything', 'all'],
    ['Prompt', 'prompt'],
    ['Seed', 'seed'],
    ['Size', 'size'],
  ] as const
  return parts.map(([name, part]) => ({
    label: verb ? verb + name.toLowerCase() : name,
    onSelect: () => verbs.reuse(part),
  }))
}
