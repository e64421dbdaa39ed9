'use client'

import { Keyboard } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { useShortcut } from '#lib/client/use-shortcut.ts'

const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))

/** Opens the sheet of shortcuts; its code is fetched when somebody asks for it. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false)
  useShortcut('show-shortcuts', () => setOpen(true))
  return (
    <>
      <IconButton
        label="Keyboard shortcuts"
        keys={shortcutKeys('show-shortcuts')}
        className="size-10"
        onClick={() => setOpen(true)}
      >
        <Keyboard size={20} aria-hidden="true" />
      </IconButton>
      <Suspense>{isOpen && <ShortcutSheet onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
