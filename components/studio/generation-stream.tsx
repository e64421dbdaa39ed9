'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowUp } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import { ListEnd } from '#components/image/list-end.tsx'
import { useTimeZone } from '#components/image/use-hydrated.ts'
import { useVisible } from '#components/image/use-visible.ts'
import { Button } from '#components/ui/button.tsx'
import { generationsQuery } from '#lib/client/generations.ts'
import { cardKey } from '#lib/client/presses.ts'
import { groupByDay, toDay, toDayWords } from '#lib/shared/days.ts'
import { GenerationCard } from './generation-card.tsx'
import { StreamSkeleton } from './stream-skeleton.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useStreamAnnouncements } from './use-stream-announcements.ts'
import { useTileArrows } from './use-tile-arrows.ts'

// Seen once in a studio's life.
const StreamEmpty = lazy(async () => ({ default: (await import('./stream-empty.tsx')).StreamEmpty }))

// On a desktop screen, two generations stand above the fold.
const eagerCount = 2

/** Everything the studio has made, newest first, live. */
export function GenerationStream({ serverTimeZone }: { serverTimeZone: string }) {
  const query = useInfiniteQuery(generationsQuery())
  const timeZone = useTimeZone(serverTimeZone)
  const generations = useMemo(() => query.data?.pages.flatMap((page) => page.generations) ?? [], [query.data])
  const [top, isTopVisible] = useVisible('0px', true)
  const unseen = useArrivals(
    generations.map(({ id }) => cardKey(id)),
    isTopVisible,
  )
  useStreamAnnouncements(generations)
  const tiles = useTileArrows()

  if (query.isPending) return <StreamSkeleton />
  if (!query.data) return <StreamError onRetry={() => query.refetch()} />

  const today = toDay(Date.now(), timeZone)
  const days = groupByDay(generations, ({ requestedAt }) => toDay(requestedAt, timeZone))
  const eager = new Set(generations.slice(0, eagerCount))

  return (
    <div ref={tiles} className="@container/stream relative flex flex-col">
      <div ref={top} aria-hidden="true" className="absolute top-0 h-8 w-px" />
      {unseen > 0 && <NewPill count={unseen} />}
      {generations.length === 0 && (
        <Suspense fallback={null}>
          <StreamEmpty />
        </Suspense>
      )}
      {days.map(({ day, items }) => (
        <section key={day} aria-label={toDayWords(day, today)} className="flex flex-col gap-10 pb-10">
          <h2 className="-mb-6 text-ui text-text-3" suppressHydrationWarning>
            {toDayWords(day, today)}
          </h2>
          {items.map((generation) => (
            <GenerationCard
              key={cardKey(generation.id)}
              generation={generation}
              timeZone={timeZone}
              eager={eager.has(generation)}
            />
          ))}
        </section>
      ))}
      <ListEnd key={query.data?.pages.length} noun="images" query={query} />
    </div>
  )
}

function NewPill({ count }: { count: number }) {
  return (
    <div className="pointer-events-none sticky top-15 z-10 flex h-0 justify-center">
      <Button
        className="pointer-events-auto rounded-full border border-line shadow-pop"
        onClick={() => window.scrollTo({ top: 0, behavior: 'smooth' })}
      >
        <ArrowUp size={16} aria-hidden="true" />
        {`${count} new`}
      </Button>
    </div>
  )
}

function StreamError({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 py-12">
      <h2 className="text-title">The images could not be read.</h2>
      <p className="text-body text-text-2">
        The studio did not answer. Nothing is lost: what was made is kept, and what runs goes on.
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}
