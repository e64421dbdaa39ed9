import { describe, expect, test } from 'vitest'
import { Charged, type FailureCode, failureCodes } from './attempt.ts'
import { toChargeWords, toFailureWords } from './failure-words.ts'

const words = (code: FailureCode, charged: Charged = 'no', costMicros: number | null = null) =>
  toFailureWords({ code, charged, costMicros })

describe('what is said about a failure', () => {
  test.each(failureCodes)('%s says what happened, what it means, what it cost and what to do', (code) => {
    for (const charged of Charged.options) {
      const { title, meaning, charge, next } = words(code, charged)

      expect(title).toMatch(/^[A-Z][^.!?]+$/)
      expect(title.length).toBeLessThanOrEqual(26)
      expect(meaning).toMatch(/^[A-Z].+[^ ]\.$/)
      expect(charge).toMatch(/^[A-Z].+\.$/)
      expect(next.label).toMatch(/^[A-Z][a-z ]+$/)
    }
  })

  test('no two failures share their words', () => {
    const titles = failureCodes.map((code) => words(code).title)
    const meanings = failureCodes.map((code) => words(code).meaning)

    expect(new Set(titles).size).toBe(failureCodes.length)
    expect(new Set(meanings).size).toBe(failureCodes.length)
  })

  test('nothing is shouted, blamed or told in the machine’s own words', () => {
    for (const code of failureCodes) {
      const { title, meaning } = words(code)
      expect(`${title} ${meaning}`).not.toMatch(/!|your fault|invalid|error|HTTP|\b[45]\d\d\b|_/i)
    }
  })

  test('a refused prompt leads back to the prompt, a refused setting to the settings', () => {
    expect(words('moderated_input').next).toEqual({ step: 'edit_prompt', label: 'Edit prompt' })
    expect(words('rejected').next).toEqual({ step: 'edit_settings', label: 'Change settings' })
    expect(words('model_unavailable').next).toEqual({ step: 'edit_settings', label: 'Choose another model' })
  })

  test('what only the studio’s keeper can mend offers the details instead of another try', () => {
    expect(words('key_refused').next.step).toBe('copy_details')
    expect(words('link_refused').next.step).toBe('copy_details')
  })
})

describe('what is said about money', () => {
  test.each([
    ['no', null, 'Nothing was charged.'],
    ['no', 60_000, 'Nothing was charged.'],
    ['yes', 60_000, 'This cost $0.06.'],
    ['yes', null, 'This was charged.'],
    ['unclear', null, 'It is not clear whether this was charged.'],
  ] as const)('charged %s with %s micro-dollars: %s', (charged, costMicros, sentence) => {
    expect(toChargeWords(charged, costMicros)).toBe(sentence)
  })
})
