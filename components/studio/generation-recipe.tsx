import { CircleAlert, FlaskConical } from 'lucide-react'
import { toMismatchWords, toPixelWords } from '#components/image/image-words.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { tip } from '#components/ui/tooltip.tsx'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import { toTimeOfDay } from '#lib/shared/days.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { findModel, initialModelId } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'

/** What was asked for, on one line: only what is not as always, and what came out otherwise. */
export function GenerationRecipe({ generation, timeZone }: { generation: Generation; timeZone: string }) {
  const { request, asked, attempts, costMicros } = generation
  const images = attempts.flatMap(({ image }) => image ?? [])
  const mismatches = [...new Set(images.flatMap((image) => toMismatchWords(image) ?? []))]
  const failed = attempts.filter(({ state }) => state === 'failed_free' || state === 'failed_charged').length
  const facts = [
    request.aspectRatio ?? (request.size?.includes(':') ? request.size : null),
    mismatches.length === 0 ? toPixelWords(asked) : null,
    toSeedWords(generation),
    request.model === initialModelId ? null : (findModel(request.model)?.label ?? request.model),
    costMicros ? formatMicros(costMicros) : null,
  ].filter((fact) => fact !== null)

  return (
    <p className="flex min-w-0 items-center overflow-hidden [mask-image:linear-gradient(to_right,#000_calc(100%-1.5rem),transparent)] text-ui @min-[32rem]/stream:col-span-2 whitespace-nowrap text-text-3 tabular">
      {failed > 0 && failed < attempts.length && (
        <Fact className="text-danger">
          <CircleAlert size={14} aria-hidden="true" />
          {`${failed} of ${attempts.length} failed`}
        </Fact>
      )}
      {mismatches.map((words) => (
        <Fact key={words} className="text-warn">
          {words}
        </Fact>
      ))}
      {facts.map((fact) => (
        <Fact key={fact}>{fact}</Fact>
      ))}
      <Fact>
        <time dateTime={generation.requestedAt}>{toTimeOfDay(generation.requestedAt, timeZone)}</time>
      </Fact>
      {images.some(({ drawnLocally }) => drawnLocally) && (
        <Fact>
          <span
            className="inline-flex items-center gap-1"
            {...tip('Drawn by this studio’s own sandbox, not by the model')}
          >
            <FlaskConical size={14} aria-hidden="true" />
            Sandbox
          </span>
        </Fact>
      )}
    </p>
  )
}

function Fact({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <span
      className={joinClasses(
        'inline-flex shrink-0 items-center gap-1 [&+&]:before:mr-0.5 [&+&]:before:ml-1.5 [&+&]:before:content-["·"]',
        className,
      )}
    >
      {children}
    </span>
  )
}

/** The first seed is the one to ask for the whole series with; each further picture counts on from it. */
function toSeedWords({ id, attempts }: Generation): string | null {
  const first = attempts[0]?.seed
  if (isPlaceholder(id) || first === undefined) return null
  return attempts.length === 1 ? `seed ${first}` : `seed ${first} +${attempts.length - 1}`
}
