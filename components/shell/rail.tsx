import Link from 'next/link'
import { Mark } from './mark.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'
import type { Theme } from './theme.ts'
import { ThemePicker } from './theme-picker.tsx'
import { ViewLinks } from './view-links.tsx'

export function Rail({ theme }: { theme: Theme }) {
  return (
    <nav
      aria-label="Views"
      className="sticky top-0 hidden h-svh flex-col items-center bg-surface pb-3 md:flex"
    >
      <Link href="/" aria-label="Safelight" className="grid size-12 place-items-center text-text">
        <Mark size={26} />
      </Link>
      <div className="flex flex-col gap-1 pt-3">
        <ViewLinks as="rail" />
      </div>
      <div className="mt-auto flex flex-col gap-1">
        <ShortcutHelp />
        <ThemePicker initial={theme} side="rail" />
      </div>
    </nav>
  )
}
