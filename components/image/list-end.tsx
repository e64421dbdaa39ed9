'use client'

import { useEffect, useEffectEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useVisible } from './use-visible.ts'

type Props = {
  /** What the list holds, such as `images`. */
  noun: string
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage: () => unknown
  }
}

/**
 * The end of an endless list: reads on before anybody arrives there, and says so when it cannot. Give it the number of
 * pages as its key: the end of a longer list is another end, not the former one that has moved.
 */
export function ListEnd({ noun, query }: Props) {
  const [mark, isNear] = useVisible('1600px 0px')
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = query
  const canRead = isNear && hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  const readOn = useEffectEvent(() => void query.fetchNextPage())

  useEffect(() => {
    if (canRead) readOn()
  }, [canRead])

  return (
    <div ref={mark} className="grid min-h-16 place-items-center py-4 text-ui text-text-3">
      {isFetchNextPageError ? (
        <span role="alert" className="flex items-center gap-3">
          {`Older ${noun} could not be read.`}
          <Button size="compact" onClick={() => query.fetchNextPage()}>
            Try again
          </Button>
        </span>
      ) : (
        hasNextPage && <span className="sr-only">{`Older ${noun} follow`}</span>
      )}
    </div>
  )
}
