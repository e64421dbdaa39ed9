'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { joinClasses } from '#components/ui/classes.ts'
import { tip } from '#components/ui/tooltip.ts'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import { type View, viewOf, views } from './views.ts'

/** Icons in the rail of a wide screen, icons over words in the tabs of a phone. */
export function ViewLinks({ as }: { as: 'rail' | 'tabs' }) {
  const current = viewOf(usePathname())
  return views.map((view) => (
    <ViewLink key={view.href} view={view} isCurrent={view.href === current} as={as} />
  ))
}

const looks = {
  rail: 'size-10 rounded-control hover:bg-hover hover:text-text aria-[current]:bg-hover pointer-coarse:size-11',
  tabs: 'h-13 flex-1 flex-col gap-0.5',
} as const

function ViewLink({ view, isCurrent, as }: { view: View; isCurrent: boolean; as: 'rail' | 'tabs' }) {
  const Icon = view.icon
  return (
    <Link
      href={view.href}
      aria-label={as === 'rail' ? view.label : undefined}
      aria-current={isCurrent ? 'page' : undefined}
      className={joinClasses(
        'flex items-center justify-center text-text-3 transition-colors select-none aria-[current]:text-text',
        looks[as],
      )}
      {...(as === 'rail' ? tip(view.label, shortcutKeys(view.shortcut)) : {})}
    >
      <Icon size={20} aria-hidden="true" />
      {as === 'tabs' && <span className="text-caption">{view.label}</span>}
    </Link>
  )
}
