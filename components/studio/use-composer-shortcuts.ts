'use client'

import type { RefObject } from 'react'
import { useShortcut } from '#lib/client/use-shortcut.ts'
import type { ComposerAction, Settings } from './composer-state.ts'
import { randomSeed } from './random-seed.ts'

type Targets = {
  settings: Settings
  change: (action: ComposerAction) => void
  press: () => void
  promptBox: RefObject<HTMLTextAreaElement | null>
}

/** What the composer answers from anywhere on its page. */
export function useComposerShortcuts({ settings, change, press, promptBox }: Targets): void {
  useShortcut('generate', press)
  useShortcut('focus-prompt', () => promptBox.current?.focus())
  useShortcut('swap-sides', () => change({ kind: 'swap' }))
  useShortcut('new-seed', () => change({ kind: 'seed', seed: randomSeed() }))
  useShortcut('lock-seed', () => change({ kind: 'seed', seed: settings.seed === null ? randomSeed() : null }))
}
