'use client'

import { showToast } from '#components/ui/toasts.ts'
import { useRetryAttempt } from '#lib/client/generations.ts'
import { handOverRecipe, recipeOfGeneration } from '#lib/client/recipe-handoff.ts'
import { useRequestGeneration } from '#lib/client/request-generation.ts'
import type { Attempt, Failure } from '#lib/shared/attempt.ts'
import type { NextStep } from '#lib/shared/failure-words.ts'
import type { Generation } from '#lib/shared/generation.ts'

/** The one click that follows a failure. */
export function useNextStep(generation: Generation, attempt: Attempt) {
  const retry = useRetryAttempt()
  const request = useRequestGeneration()

  const tryAgain = (mayPayTwice: boolean) => {
    retry.mutate({ id: attempt.id, mayPayTwice }, { onError: (error) => complain(error.message) })
  }
  const steps: Record<NextStep, () => void> = {
    try_again: () => tryAgain(false),
    edit_prompt: () => handOverRecipe(recipeOfGeneration(generation, 'prompt')),
    edit_settings: () => handOverRecipe(recipeOfGeneration(generation, 'all')),
    new_seed: () => {
      const { seed: _heldBack, ...rest } = generation.request
      request.press({ ...rest, n: 1 }).catch((error: Error) => complain(error.message))
    },
    copy_details: () => {
      if (attempt.failure) void copyText(toDetailsText(attempt.failure, generation))
    },
  }
  return { take: (step: NextStep) => steps[step](), tryAgain, isBusy: retry.isPending || request.isPending }
}

function complain(text: string): void {
  showToast({ text, tone: 'danger' })
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ text: 'Details copied' })
  } catch {
    complain('The browser did not allow copying.')
  }
}

/** What whoever runs the studio, or the gateway's support, asks for. No prompt: that is nobody else's business. */
function toDetailsText(failure: Failure, generation: Generation): string {
  const lines = [
    ['Problem', failure.code],
    ['Charged', failure.charged],
    ['Status', failure.gatewayStatus],
    ['Code', failure.gatewayCode],
    ['Request', failure.requestId],
    ['Model', generation.request.model],
    ['Asked at', generation.requestedAt],
  ]
  return lines
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
