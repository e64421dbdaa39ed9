import { joinClasses } from './classes.ts'

/** A place held for what is coming, in its final shape; it does not move or shimmer. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={joinClasses('rounded-tile bg-surface', className)} />
}
