'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { generationsQuery } from '#lib/client/generations.ts'
import { countQueue, queueWords } from './queue-count.ts'

/** How much is being made and how much waits, in every view; nothing at all when nothing is. */
export function QueuePill() {
  const { data } = useInfiniteQuery({
    ...generationsQuery(),
    select: ({ pages }) => queueWords(countQueue(pages)),
  })
  if (!data) return null
  return (
    <p className="flex h-7 items-center gap-2 whitespace-nowrap rounded-full bg-fill px-3 text-ui text-text-2 tabular">
      <span aria-hidden="true" className="size-1.5 animate-breathe rounded-full bg-accent" />
      {data}
    </p>
  )
}
