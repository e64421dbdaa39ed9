'use client'

import { lazy, Suspense } from 'react'
import { ImageTile } from '#components/image/image-tile.tsx'
import { isPlaceholder } from '#lib/client/placeholders.ts'
import type { Attempt } from '#lib/shared/attempt.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { type AttemptView, changesWithTime, toAttemptView } from './attempt-view.ts'
import { useNow } from './ticker.ts'
import { TileWaiting } from './tile-waiting.tsx'

// Most tiles become pictures: the words for everything else come when one does not.
const TileEnded = lazy(async () => ({ default: (await import('./tile-ended.tsx')).TileEnded }))

type Props = {
  generation: Generation
  attempt: Attempt
  sizes: string
  /** Among the first pictures of the page. */
  eager: boolean
}

/** One picture of a generation, from the press to the picture, always in the shape that was asked for. */
export function AttemptTile({ generation, attempt, sizes, eager }: Props) {
  const unconfirmed = isPlaceholder(generation.id)
  const isTicking = changesWithTime(toAttemptView(attempt, { nowMs: 0, unconfirmed }))
  const nowMs = useNow(isTicking)
  const view = toAttemptView(attempt, { nowMs, unconfirmed })

  return (
    <li
      className="relative rounded-tile [container-type:size] bg-surface"
      data-state={view.kind}
      style={{ aspectRatio: `${generation.asked.width} / ${generation.asked.height}` }}
    >
      <TileBody {...{ generation, attempt, view, nowMs, sizes, eager }} />
    </li>
  )
}

function TileBody({ view, sizes, eager, nowMs, ...subject }: Props & { view: AttemptView; nowMs: number }) {
  switch (view.kind) {
    case 'picture':
      return <ImageTile image={view.image} sizes={sizes} eager={eager} />
    case 'deleted':
    case 'failed':
    case 'unknown':
    case 'cancelled':
      return (
        <Suspense fallback={null}>
          <TileEnded view={view} {...subject} />
        </Suspense>
      )
    default:
      return (
        <TileWaiting
          // A new kind of words is a new thing on screen, not the former one that has moved.
          key={view.kind}
          view={view}
          attempt={subject.attempt}
          expected={subject.generation.expected}
          nowMs={nowMs}
        />
      )
  }
}
