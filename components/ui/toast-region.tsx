'use client'

import { CircleAlert, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { dismissToast, onToasts, readToasts, type Toast } from './toasts.ts'

/** Where F6 takes the focus. */
export const toastRegionId = 'notices'

const stayMs = 8000
const none: readonly Toast[] = []

/** Toasts stay 8 s, wait while looked at or focused, and are reached with F6. */
export function ToastRegion() {
  const toasts = useSyncExternalStore(onToasts, readToasts, () => none)
  const [held, setHeld] = useState(false)

  return (
    <section
      id={toastRegionId}
      aria-label="Notices (F6)"
      aria-live="polite"
      tabIndex={-1}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--bar-height)+env(safe-area-inset-bottom,0px)+1rem)] z-50 flex flex-col items-center gap-2 sm:left-auto sm:items-end"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  )
}

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(toast.id), stayMs)
    return () => clearTimeout(timer)
  }, [held, toast.id])

  const act = () => {
    toast.action?.onPress()
    dismissToast(toast.id)
  }

  return (
    <div className="pointer-events-auto flex min-h-10 w-fit max-w-full items-center gap-2 rounded-pop border border-line bg-raised py-1 pr-1 pl-3 text-ui text-text shadow-pop transition-opacity duration-(--dur-2) starting:opacity-0">
      {toast.tone === 'danger' && <CircleAlert size={16} className="text-danger" aria-hidden="true" />}
      <p className="min-w-0 pr-1">{toast.text}</p>
      {toast.action && (
        <Button variant="quiet" size="compact" className="font-semibold text-accent" onClick={act}>
          {toast.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" size="compact" onClick={() => dismissToast(toast.id)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
