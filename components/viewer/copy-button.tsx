'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '#components/ui/announcements.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { showToast } from '#components/ui/toasts.ts'

const confirmMs = 1500

/** Copies, and shows for a moment that it did. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [isCopied, setCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), confirmMs)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce(`${what} copied`)
    } catch {
      showToast({ text: 'The browser did not allow copying.', tone: 'danger' })
    }
  }
  return (
    <IconButton size="small" label={`Copy ${what.toLowerCase()}`} onClick={() => void copy()}>
      {isCopied ? (
        <Check size={14} className="text-ok" aria-hidden="true" />
      ) : (
        <Copy size={14} aria-hidden="true" />
      )}
    </IconButton>
  )
}
