'use client'

import { showToast } from '#components/ui/toasts.ts'
import { useCancelGeneration, useDeleteGeneration, useRestoreGeneration } from '#lib/client/generations.ts'
import { handOverRecipe, type RecipePart, recipeOfGeneration } from '#lib/client/recipe-handoff.ts'
import { useRequestGeneration } from '#lib/client/request-generation.ts'
import type { Generation } from '#lib/shared/generation.ts'

export type GenerationVerbs = {
  reuse: (part: RecipePart) => void
  runAgain: () => void
  cancel: () => void
  isCancelling: boolean
  remove: () => void
}

/** What can be done with a whole generation. */
export function useGenerationActions(generation: Generation): GenerationVerbs {
  const request = useRequestGeneration()
  const cancel = useCancelGeneration()
  const remove = useDeleteGeneration()
  const restore = useRestoreGeneration()
  return {
    reuse: (part) => {
      handOverRecipe(recipeOfGeneration(generation, part, generation.attempts[0]?.seed))
    },
    runAgain: () => {
      request.press(generation.request).catch(complain)
    },
    cancel: () => cancel.mutate(generation.id, { onError: complain }),
    isCancelling: cancel.isPending,
    remove: () => {
      remove.mutate(generation, { onError: complain })
      const undo = () => restore.mutate(generation, { onError: complain })
      showToast({ text: toDeletedWords(generation), action: { label: 'Undo', onPress: undo } })
    },
  }
}

function toDeletedWords({ attempts }: Generation): string {
  const images = attempts.filter(({ image }) => image !== null).length
  if (images === 0) return 'Deleted'
  return images === 1 ? 'Deleted 1 image' : `Deleted ${images} images`
}

function complain(error: Error): void {
  showToast({ text: error.message, tone: 'danger' })
}
