import { CircleAlert, FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import { toMismatchWords, toPixelWords } from '#components/image/image-words.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { tip } from '#components/ui/tooltip.ts'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import { toTimeOfDay } from '#lib/shared/days.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { findModel, initialModelId } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'

type Props = { generation: Generation; timeZone: string }

/** What was asked for, on one line, and then what came of it: in the order it becomes known, so that nothing moves. */
export function GenerationRecipe({ generation, timeZone }: Props) {
  const { request, asked, requestedAt } = generation
  const facts = [
    request.aspectRatio ?? (request.size?.includes(':') ? request.size : null),
    toPixelWords(asked),
    request.model === initialModelId ? null : (findModel(request.model)?.label ?? request.model),
  ].filter((fact) => fact !== null)

  return (
    // Cut at its end, where it must be, with a fade.
    <p className="flex min-w-0 items-center overflow-hidden [mask-image:linear-gradient(to_right,#000_calc(100%-1.5rem),transparent)] text-ui whitespace-nowrap text-text-3 tabular">
      {facts.map((fact) => (
        <Fact key={fact}>{fact}</Fact>
      ))}
      <Fact>
        <time dateTime={requestedAt}>{toTimeOfDay(requestedAt, timeZone)}</time>
      </Fact>
      <Outcome generation={generation} />
    </p>
  )
}

function Outcome({ generation }: { generation: Generation }) {
  const { attempts, costMicros } = generation
  const images = attempts.flatMap(({ image }) => image ?? [])
  const mismatches = [...new Set(images.flatMap((image) => toMismatchWords(image) ?? []))]
  const failed = attempts.filter(({ state }) => state === 'failed_free' || state === 'failed_charged').length
  const seed = toSeedWords(generation)
  return (
    <>
      {seed && <Fact onlyWide>{seed}</Fact>}
      {costMicros ? <Fact onlyWide>{formatMicros(costMicros)}</Fact> : null}
      {images.some(({ drawnLocally }) => drawnLocally) && (
        <Fact>
          <span
            {...tip('Drawn by this studio’s own sandbox, not by the model')}
            className="flex items-center gap-1"
          >
            <FlaskConical size={14} aria-hidden="true" />
            Sandbox
          </span>
        </Fact>
      )}
      {mismatches.map((words) => (
        <Fact key={words} tone="warn">
          {words}
        </Fact>
      ))}
      {failed > 0 && failed < attempts.length && (
        <Fact tone="danger">
          <CircleAlert size={14} aria-hidden="true" />
          {`${failed} of ${attempts.length} failed`}
        </Fact>
      )}
    </>
  )
}

type FactProps = {
  tone?: 'plain' | 'warn' | 'danger'
  /** Left out where the stream is narrow: the viewer tells it too. */
  onlyWide?: boolean
  children: ReactNode
}

const tones = { plain: '', warn: 'text-warn', danger: 'text-danger' } as const

function Fact({ tone = 'plain', onlyWide = false, children }: FactProps) {
  return (
    <span
      className={joinClasses(
        'shrink-0 items-center gap-1 not-first:before:mr-0.5 not-first:before:ml-1.5 not-first:before:text-text-3 not-first:before:content-["·"]',
        onlyWide ? 'hidden @min-[32rem]/stream:inline-flex' : 'inline-flex',
        tones[tone],
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
