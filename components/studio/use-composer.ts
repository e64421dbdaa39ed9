'use client'

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useReducer, useState } from 'react'
import { announce } from '#components/ui/announcements.ts'
import { showToast } from '#components/ui/toasts.ts'
import { type HandedRecipe, receiveRecipes } from '#lib/client/recipe-handoff.ts'
import { useRequestGeneration } from '#lib/client/request-generation.ts'
import { type ComposerLook, readOwnLook, readPrompt, saveLook, savePrompt } from './composer-draft.ts'
import { type ComposerAction, composerReducer, problemOf, toWish } from './composer-state.ts'
import { type Refusal, toRefusal } from './refusal.ts'

type PromptBox = RefObject<HTMLTextAreaElement | null>

/** The draft: kept while it is written, back when the page opens, handed over when the button is pressed. */
export function useComposer(look: ComposerLook, promptBox: PromptBox) {
  const [state, dispatch] = useReducer(composerReducer, { prompt: '', settings: look.settings })
  const [isRestored, setRestored] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { press } = useRequestGeneration()

  // Before the browser paints, so what comes back is there with the page. Words typed while the page was still
  // loading are newer than those kept.
  useLayoutEffect(() => {
    const prompt = promptBox.current?.value || readPrompt()
    dispatch({ kind: 'restore', state: { prompt, settings: readOwnLook().settings } })
    setRestored(true)
  }, [promptBox])

  useEffect(() => {
    if (!isRestored) return
    savePrompt(state.prompt)
    saveLook({ settings: state.settings, rows: rowsOf(promptBox.current) })
  }, [isRestored, state, promptBox])

  const receive = useEffectEvent((recipe: HandedRecipe) => {
    const replaced =
      recipe.prompt !== undefined && state.prompt.trim() !== '' && recipe.prompt !== state.prompt
    change({ kind: 'recipe', recipe })
    if (recipe.focus === 'prompt') focusEnd(promptBox.current)
    if (!replaced) return
    const undo = () => change({ kind: 'restore', state })
    showToast({ text: 'Your prompt was replaced', action: { label: 'Undo', onPress: undo } })
  })
  // Not before the draft is back: only then is it known what a recipe replaces.
  useEffect(() => (isRestored ? receiveRecipes((recipe) => receive(recipe)) : undefined), [isRestored])

  function change(action: ComposerAction): void {
    setRefusal(null)
    dispatch(action)
  }

  // While the kept words are on their way, a prompt that had rows is known to be there.
  const problem = isRestored || look.rows === 0 ? problemOf(state) : null

  function generate(): void {
    setRefusal(null)
    const { count } = state.settings
    announce(count === 1 ? 'Started 1 image' : `Started ${count} images`)
    press(toWish(state)).catch((error: unknown) => setRefusal(toRefusal(error)))
  }

  return { state, problem, refusal, isRestored, change, generate }
}

function rowsOf(promptBox: HTMLTextAreaElement | null): number {
  if (!promptBox?.value) return 0
  return Math.round(promptBox.clientHeight / Number.parseFloat(getComputedStyle(promptBox).lineHeight))
}

// After the words are in the box: the cursor goes where writing goes on.
function focusEnd(promptBox: HTMLTextAreaElement | null): void {
  requestAnimationFrame(() => {
    promptBox?.focus()
    promptBox?.setSelectionRange(promptBox.value.length, promptBox.value.length)
  })
}
