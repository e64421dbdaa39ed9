import { Images, type LucideIcon, SquarePen } from 'lucide-react'
import type { ShortcutId } from '#lib/client/shortcuts.ts'

export type View = { href: '/' | '/gallery'; label: string; icon: LucideIcon; shortcut: ShortcutId }

/** Every view there is; what does not exist is not offered. */
export const views: readonly View[] = [
  { href: '/', label: 'Studio', icon: SquarePen, shortcut: 'go-studio' },
  { href: '/gallery', label: 'Gallery', icon: Images, shortcut: 'go-gallery' },
]

/** An image on its own page belongs to the gallery. */
export function viewOf(path: string): View['href'] {
  return path.startsWith('/gallery') || path.startsWith('/i/') ? '/gallery' : '/'
}
