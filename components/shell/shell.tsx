'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useSyncExternalStore } from 'react'
import { toastRegionId } from '#components/ui/toast-region.tsx'
import { onToasts, readToasts } from '#components/ui/toasts.ts'
import { useLive } from '#lib/client/live.ts'
import { useShortcut } from '#lib/client/use-shortcut.ts'
import { GatewayNote } from './gateway-note.tsx'
import { Mark } from './mark.tsx'
import { OfflineNote } from './offline-note.tsx'
import { QueuePill } from './queue-pill.tsx'
import { Rail } from './rail.tsx'
import type { Theme } from './theme.ts'
import { ThemePicker } from './theme-picker.tsx'
import { ViewLinks } from './view-links.tsx'
import { viewOf, views } from './views.ts'

type Props = { theme: Theme; isSandbox: boolean; children: ReactNode }

/** The frame around every view: where one is, where one can go, what is at work, and whether the studio answers. */
export function Shell({ theme, isSandbox, children }: Props) {
  const connection = useLive()
  const router = useRouter()
  const current = viewOf(usePathname())
  const title = views.find((view) => view.href === current)?.label
  const hasNotices = useSyncExternalStore(onToasts, readToasts, readToasts).length > 0
  useShortcut('go-studio', () => router.push('/'))
  useShortcut('go-gallery', () => router.push('/gallery'))
  useShortcut(
    'focus-notices',
    () => document.querySelector<HTMLElement>(`#${toastRegionId} button`)?.focus(),
    hasNotices,
  )

  return (
    <div className="min-h-svh md:grid md:grid-cols-[3.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-raised px-3 py-2 text-ui focus:translate-y-0"
      >
        Skip to the {title?.toLowerCase()}
      </a>
      <Rail theme={theme} />
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-12 items-center justify-between gap-3 bg-surface pr-2 pl-4 md:pr-4">
          <div className="flex items-center gap-2.5">
            <span className="md:hidden">
              <Mark size={22} />
            </span>
            <h1 className="text-section">{title}</h1>
            {/* What comes and goes has nothing after it that it could move. */}
            {connection === 'offline' ? <OfflineNote /> : <QueuePill />}
          </div>
          <div className="flex items-center gap-2">
            {connection !== 'offline' && <GatewayNote isSandbox={isSandbox} />}
            <span className="md:hidden">
              <ThemePicker initial={theme} side="header" />
            </span>
          </div>
        </header>
        <main id="main" tabIndex={-1} className="flex-1 bg-bg">
          {children}
        </main>
      </div>
      <nav aria-label="Views" className="safe-bottom fixed inset-x-0 bottom-0 z-30 flex bg-surface md:hidden">
        <ViewLinks as="tabs" />
      </nav>
    </div>
  )
}
