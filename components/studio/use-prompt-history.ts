'use client'

import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef } from 'react'
import { keys } from '#lib/client/keys.ts'
import { isShortcut } from '#lib/client/use-shortcut.ts'
import type { GenerationPage } from '#lib/shared/generation.ts'
import { atDraft, stepHistory } from './prompt-history.ts'

/** Earlier prompts by Alt and the arrows, in the prompt's box; writing begins a new draft. */
export function usePromptHistory(shown: string, onChange: (prompt: string) => void) {
  const client = useQueryClient()
  const history = useRef(atDraft)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = isShortcut(event, 'earlier-prompt') ? 1 : isShortcut(event, 'later-prompt') ? -1 : null
    if (!step) return
    event.preventDefault()
    const listed = client.getQueryData<InfiniteData<GenerationPage>>(keys.generationLists)
    const prompts =
      listed?.pages.flatMap((page) => page.generations.map(({ request }) => request.prompt)) ?? []
    const next = stepHistory(history.current, step, { prompts, shown })
    if (!next) return
    history.current = next.history
    onChange(next.prompt)
  }
  const onWrite = (prompt: string) => {
    history.current = atDraft
    onChange(prompt)
  }
  return { onKeyDown, onWrite }
}
