'use client'

import { isPlaceholder } from '#lib/client/placeholders.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { CancelButton, GenerationActions, GenerationMenu } from './generation-actions.tsx'
import { GenerationRecipe } from './generation-recipe.tsx'
import { PromptText } from './prompt-text.tsx'
import { useGenerationActions } from './use-generation-actions.ts'

/**
 * What was asked, and what can be done with it. Cancel comes and goes beside the recipe, which has one line and is cut
 * where it must be: beside the prompt it would break its lines anew, and everything below would jump.
 */
export function GenerationHeader({ generation, timeZone }: { generation: Generation; timeZone: string }) {
  const verbs = useGenerationActions(generation)
  // Until the studio has answered the press there is nothing to act upon.
  const isUnconfirmed = isPlaceholder(generation.id)
  return (
    <header className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1.5">
      <div className="col-span-2 @min-[32rem]/stream:col-span-1">
        <PromptText text={generation.request.prompt} />
      </div>
      <div className="-my-1.25 hidden h-8 items-center gap-1 @min-[32rem]/stream:flex pointer-coarse:-my-2.75 pointer-coarse:h-11">
        <GenerationActions verbs={verbs} isUnconfirmed={isUnconfirmed} />
      </div>
      {/* Cancel has no box around it that would grow with it: what stands beside it stays where it is. */}
      <div className="col-span-2 -my-1.5 flex h-8 items-center gap-1 pointer-coarse:-my-1.5 pointer-coarse:h-11">
        <div className="min-w-0 flex-1">
          <GenerationRecipe generation={generation} timeZone={timeZone} />
        </div>
        {!isUnconfirmed && <CancelButton attempts={generation.attempts} verbs={verbs} />}
        <span className="-mr-1.5 @min-[32rem]/stream:hidden pointer-coarse:-mr-3">
          <GenerationMenu verbs={verbs} isUnconfirmed={isUnconfirmed} />
        </span>
      </div>
    </header>
  )
}
