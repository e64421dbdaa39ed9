import { Composer } from './composer.tsx'
import type { ComposerLook } from './composer-draft.ts'
import { GenerationStream } from './generation-stream.tsx'

/** Asking on the left, what came of it on the right; on a narrow screen the asking folds away at the bottom. */
export function Studio({ look, serverTimeZone }: { look: ComposerLook; serverTimeZone: string }) {
  return (
    <div className="lg:grid lg:grid-cols-[22.5rem_minmax(0,1fr)] xl:grid-cols-[25rem_minmax(0,1fr)]">
      <Composer look={look} />
      <div className="min-w-0 px-3 pt-4 pb-[calc(var(--bar-height)+1.5rem)] sm:px-6 lg:pt-6">
        <GenerationStream serverTimeZone={serverTimeZone} />
      </div>
    </div>
  )
}
