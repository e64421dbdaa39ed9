'use client'

import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { type Shortcut, type ShortcutGroup, shortcutGroups, shortcuts } from '#lib/client/shortcuts.ts'
import { setSingleKeys, useLiveShortcuts, useSingleKeys } from '#lib/client/use-shortcut.ts'

/** What the keys do in this view: only shortcuts that something on the page answers. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const live = useLiveShortcuts()
  const singleKeys = useSingleKeys()
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <div className="flex flex-col gap-5">
        {shortcutGroups.map((group) => (
          <ShortcutList key={group} group={group} live={live} />
        ))}
        <label className="flex items-center gap-3 text-ui text-text-2">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
            className="size-4 accent-accent"
          />
          Single-key shortcuts
        </label>
      </div>
    </Dialog>
  )
}

// Keys that work on what has the focus are told when there is something to focus.
const isThere = {
  image: () => document.querySelector('[data-image-link]') !== null,
  prompt: () => document.getElementById('prompt') !== null,
} as const

function ShortcutList({ group, live }: { group: ShortcutGroup; live: readonly string[] }) {
  const entries = Object.entries<Shortcut>(shortcuts).filter(
    ([id, entry]) => entry.group === group && (live.includes(id) || (entry.under && isThere[entry.under]())),
  )
  if (entries.length === 0) return null
  return (
    <section>
      <h3 className="pb-1 text-ui text-text-3">{group}</h3>
      <dl>
        {entries.map(([id, { label, keys }]) => (
          <div key={id} className="flex min-h-8 items-center justify-between gap-4">
            <dt className="text-ui text-text">{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
