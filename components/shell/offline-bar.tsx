import { WifiOff } from 'lucide-react'

export function OfflineBar() {
  return (
    <p
      role="alert"
      className="sticky top-12 z-20 flex min-h-9 items-center gap-2 bg-raised px-4 py-1.5 text-ui text-warn"
    >
      <WifiOff size={16} aria-hidden="true" />
      The studio does not answer. What was accepted goes on without this page; your draft is kept.
    </p>
  )
}
