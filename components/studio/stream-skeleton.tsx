import { Skeleton } from '#components/ui/skeleton.tsx'

/** The stream's shape before its first answer. */
export function StreamSkeleton() {
  return (
    <div aria-busy="true" className="@container/stream flex flex-col gap-10">
      <span className="sr-only">Loading images</span>
      {['first', 'second'].map((name) => (
        <div key={name} className="flex flex-col gap-3">
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-4 w-2/5" />
          <div className="grid grid-cols-2 gap-1 @min-[32rem]/stream:grid-cols-4">
            {[0, 1, 2, 3].map((tile) => (
              <Skeleton key={tile} className="aspect-square" />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
