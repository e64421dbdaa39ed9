import { WifiOff } from 'lucide-react'

/** In the header, in place of numbers that nobody can vouch for while the studio does not answer. */
export function OfflineNote() {
  return (
    <p role="alert" className="flex h-7 items-center gap-2 rounded-full bg-fill px-3 text-ui text-warn">
      <WifiOff size={16} aria-hidden="true" />
      <span>
        The studio does not answer
        <span className="max-lg:sr-only">. What was accepted goes on, and your draft is kept.</span>
      </span>
    </p>
  )
}
