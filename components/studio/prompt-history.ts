/** Where somebody is among the prompts asked before: `at` counts back from the draft, which is -1 and kept. */
export type PromptHistory = { at: number; draft: string }

export const atDraft: PromptHistory = { at: -1, draft: '' }

/** Newest first, each once, without the one that is being written. */
export function pastPrompts(prompts: readonly string[], draft: string): string[] {
  return [...new Set(prompts)].filter((prompt) => prompt !== draft)
}

/** One step back or forward; null where there is nothing further. */
export function stepHistory(
  { at, draft }: PromptHistory,
  step: 1 | -1,
  { prompts, shown }: { prompts: readonly string[]; shown: string },
): { history: PromptHistory; prompt: string } | null {
  const kept = at === -1 ? shown : draft
  const past = pastPrompts(prompts, kept)
  const to = at + step
  if (to < -1 || to >= past.length) return null
  return { history: { at: to, draft: kept }, prompt: past[to] ?? kept }
}
