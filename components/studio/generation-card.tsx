'use client'

import { type CSSProperties, memo, useRef } from 'react'
import { toImageName } from '#components/image/image-words.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { AttemptTile } from './attempt-tile.tsx'
import { GenerationHeader } from './generation-header.tsx'
import { maxTileHeight, type StreamWidth, streamWidths, tileGap, toColumns } from './tile-grid.ts'
import { useSkippable } from './use-skippable.ts'

type Props = {
  generation: Generation
  timeZone: string
  /** Among the first of the page: its pictures are fetched at once. */
  eager: boolean
}

/** One press of the button: what was asked, and its pictures side by side. */
export const GenerationCard = memo(function GenerationCard({ generation, timeZone, eager }: Props) {
  const { request, attempts, asked } = generation
  const isRunning = generation.state === 'queued' || generation.state === 'running'
  const element = useRef<HTMLElement>(null)
  const isSkippable = useSkippable(element, eager)
  const sizes = toSizes(attempts.length, asked.width / asked.height)

  return (
    <article
      ref={element}
      aria-label={toImageName(request.prompt)}
      aria-busy={isRunning}
      data-unconfirmed={isPlaceholder(generation.id) || undefined}
      className={joinClasses(
        // The browser remembers a height only of what says from the start that it is to be remembered.
        'flex flex-col gap-3 [contain-intrinsic-block-size:auto_24rem]',
        isSkippable && '[content-visibility:auto]',
      )}
    >
      <GenerationHeader generation={generation} timeZone={timeZone} />
      <ul
        className="grid [grid-template-columns:repeat(var(--narrow),minmax(0,var(--tile)))] gap-1 @min-[32rem]/stream:[grid-template-columns:repeat(var(--medium),minmax(0,var(--tile)))] @min-[54rem]/stream:[grid-template-columns:repeat(var(--wide),minmax(0,var(--tile)))] @min-[80rem]/stream:[grid-template-columns:repeat(var(--full),minmax(0,var(--tile)))]"
        style={toGridStyle(attempts.length, asked.width / asked.height)}
      >
        {attempts.map((attempt) => (
          <AttemptTile key={attempt.position} {...{ generation, attempt, sizes, eager }} />
        ))}
      </ul>
    </article>
  )
})

const widths = Object.keys(streamWidths) as StreamWidth[]

/** Columns for each width of the stream, so that the style sheet alone decides and nothing has to be measured. */
function toGridStyle(count: number, ratio: number): CSSProperties {
  const columns = widths.map((width) => [`--${width}`, toColumns(count, ratio, width)])
  return { ...Object.fromEntries(columns), '--tile': `${Math.round(maxTileHeight * ratio)}px` }
}

function toSizes(count: number, ratio: number): string {
  const at = (width: StreamWidth) => {
    const columns = toColumns(count, ratio, width)
    const share = (streamWidths[width] - tileGap * (columns - 1)) / columns
    return `${Math.ceil(Math.min(share, maxTileHeight * ratio))}px`
  }
  return `(max-width: 599px) ${at('narrow')}, (max-width: 1439px) ${at('medium')}, ${at('wide')}`
}
