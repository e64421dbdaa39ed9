import { expect, test } from 'vitest'
import { atDraft, stepHistory } from './prompt-history.ts'

const prompts = ['Fog', 'A lighthouse', 'Fog', 'Salt ponds']

function walk(steps: (1 | -1)[], draft: string): string[] {
  const seen: string[] = []
  let history = atDraft
  let shown = draft
  for (const step of steps) {
    const next = stepHistory(history, step, { prompts, shown })
    if (!next) continue
    history = next.history
    shown = next.prompt
    seen.push(shown)
  }
  return seen
}

test('going back shows each earlier prompt once, newest first, and stops at the oldest', () => {
  expect(walk([1, 1, 1, 1], 'Draft')).toEqual(['Fog', 'A lighthouse', 'Salt ponds'])
})

test('coming forward again ends at the words that were being written', () => {
  expect(walk([1, 1, -1, -1, -1], 'Draft')).toEqual(['Fog', 'A lighthouse', 'Fog', 'Draft'])
})

test('the prompt that is in the box already is not shown as an earlier one', () => {
  expect(walk([1, 1], 'Fog')).toEqual(['A lighthouse', 'Salt ponds'])
})

test('an empty draft comes back empty', () => {
  expect(walk([1, -1], '')).toEqual(['Fog', ''])
})
