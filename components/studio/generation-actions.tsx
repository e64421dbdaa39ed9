'use client'

import { ChevronDown, Repeat2, Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { showToast } from '#components/ui/toasts.ts'
import { tip } from '#components/ui/tooltip.tsx'
import { useCancelGeneration, useDeleteGeneration, useRestoreGeneration } from '#lib/client/generations.ts'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import { handOverRecipe, type RecipePart, recipeOfGeneration } from '#lib/client/recipe-handoff.ts'
import { useRequestGeneration } from '#lib/client/request-generation.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { toCancelWords } from './attempt-progress.ts'

const icon = { size: 16, 'aria-hidden': true } as const

/** What can be done with a whole generation. */
export function GenerationActions({ generation }: { generation: Generation }) {
  const request = useRequestGeneration()
  const cancelWords = toCancelWords(generation.attempts)
  // Until the studio has answered the press there is nothing to act upon.
  const isUnconfirmed = isPlaceholder(generation.id)

  return (
    <div className="-my-1.25 flex h-8 shrink-0 items-center gap-1 pointer-coarse:-my-2.75 pointer-coarse:h-11">
      {cancelWords && !isUnconfirmed && (
        <CancelButton key={cancelWords.label} generation={generation} {...cancelWords} />
      )}
      <Menu
        label="Reuse"
        side="end"
        items={reuseItems(generation)}
        trigger={(open) => (
          <Button variant="quiet" size="compact" {...open}>
            Reuse
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        )}
      />
      <IconButton
        size="compact"
        label="Run again"
        onClick={() => request.press(generation.request).catch(complain)}
      >
        <Repeat2 {...icon} />
      </IconButton>
      <DeleteButton generation={generation} disabled={isUnconfirmed} />
    </div>
  )
}

function CancelButton({
  generation,
  label,
  promise,
}: {
  generation: Generation
  label: string
  promise: string
}) {
  const cancel = useCancelGeneration()
  return (
    <Button
      size="compact"
      disabled={cancel.isPending}
      onClick={() => cancel.mutate(generation.id, { onError: complain })}
      {...tip(promise)}
    >
      {label}
      <span className="sr-only">. {promise}</span>
    </Button>
  )
}

function DeleteButton({ generation, disabled }: { generation: Generation; disabled: boolean }) {
  const remove = useDeleteGeneration()
  const restore = useRestoreGeneration()
  const deleteWithUndo = () => {
    remove.mutate(generation, { onError: complain })
    showToast({
      text: toDeletedWords(generation),
      action: { label: 'Undo', onPress: () => restore.mutate(generation, { onError: complain }) },
    })
  }
  return (
    <IconButton size="compact" label="Delete" disabled={disabled} onClick={deleteWithUndo}>
      <Trash2 {...icon} />
    </IconButton>
  )
}

function reuseItems(generation: Generation) {
  const { attempts } = generation
  const item = (label: string, part: RecipePart) => ({
    label,
    onSelect: () => void handOverRecipe(recipeOfGeneration(generation, part, attempts[0]?.seed)),
  })
  return [item('Everything', 'all'), item('Prompt', 'prompt'), item('Seed', 'seed'), item('Size', 'size')]
}

function toDeletedWords({ attempts }: Generation): string {
  const images = attempts.filter(({ image }) => image !== null).length
  if (images === 0) return 'Deleted'
  return images === 1 ? 'Deleted 1 image' : `Deleted ${images} images`
}

function complain(error: Error): void {
  showToast({ text: error.message, tone: 'danger' })
}
