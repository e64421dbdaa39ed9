'use client'

import { Contrast } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { writeCookie } from '#lib/client/cookies.ts'
import { type Theme, themeCookie } from './theme.ts'

const segments: { value: Theme; label: string }[] = [
  { value: 'dark', label: 'Dark' },
  { value: 'grey', label: 'Grey' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'System' },
]

/** The surround of the pictures; it changes at once, and the cookie makes the next first paint right. */
export function ThemePicker({ initial, side }: { initial: Theme; side: 'rail' | 'header' }) {
  const [theme, setTheme] = useState(initial)
  const choose = (next: Theme) => {
    setTheme(next)
    document.documentElement.dataset.theme = next
    writeCookie(themeCookie, next)
  }
  return (
    <Popover
      label="Theme"
      side={side === 'rail' ? 'beside' : 'end'}
      className="w-80"
      trigger={(open) => (
        <IconButton label="Theme" className={side === 'rail' ? 'size-10' : ''} {...open}>
          <Contrast size={20} aria-hidden="true" />
        </IconButton>
      )}
    >
      <p className="pb-3 text-ui text-text-2">Theme</p>
      <Segmented label="Theme" segments={segments} value={theme} onChange={choose} />
      <p className="pt-3 text-ui text-text-3">Grey is for judging light and colour.</p>
    </Popover>
  )
}
