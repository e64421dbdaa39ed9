'use client'

import { ChevronDown, Ellipsis, Repeat2, Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import { tip } from '#components/ui/tooltip.ts'
import type { Attempt } from '#lib/shared/attempt.ts'
import { toCancelWords } from './attempt-progress.ts'
import type { GenerationVerbs } from './use-generation-actions.ts'

type Props = { verbs: GenerationVerbs; isUnconfirmed: boolean }

const icon = { size: 16, 'aria-hidden': true } as const

export function GenerationActions({ verbs, isUnconfirmed }: Props) {
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

/** The same behind one button, for narrow streams. */
export function GenerationMenu({ verbs, isUnconfirmed }: Props) {
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

/** Says what it can truthfully do; not there when there is nothing left to cancel. */
export function CancelButton({ attempts, verbs }: { attempts: readonly Attempt[]; verbs: GenerationVerbs }) {
  const words = toCancelWords(attempts)
  if (!words) return null
  return (
    <Button
      // Another label is another button, not the former one that has grown.
      key={words.label}
      size="compact"
      className="h-6! px-2! text-caption"
      disabled={verbs.isCancelling}
      onClick={verbs.cancel}
      {...tip(words.promise)}
    >
      {words.label}
      <span className="sr-only">. {words.promise}</span>
    </Button>
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
