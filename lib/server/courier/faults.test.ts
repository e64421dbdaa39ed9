import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Generation } from '#lib/shared/generation.ts'
import { type FaultName, faultNames } from '../gateway/sandbox/faults/fault-table.ts'
import type { LedgerRow } from '../gateway/sandbox/ledger.ts'
import { hasSettled, openCourierStudio, outcomeOf } from '../testing/courier-studio.ts'

const patienceMs = 60_000

// Every fault that a paid call can meet at a gateway that answers, and where it ends.
const endsAs: Record<string, FaultName[]> = {
  'done in 1': [
    ...(['late', 'date-tomorrow', 'more-than-n', 'same-picture-twice', 'b64-newlines'] as const),
    ...(['b64-data-url', 'b64-url-alphabet', 'cost-nan', 'cost-negative', 'cost-absent'] as const),
    ...(['no-metadata', 'long-revised-prompt', 'bom', 'duplicate-keys', 'says-png-is-jpeg'] as const),
    ...(['says-png-is-webp', 'other-size', 'grey', 'sixteen-bit', 'exif'] as const),
    // Odd, but the picture is in it, and it was paid for.
    ...(['extra-fields', 'b64-bad-padding'] as const),
  ],
  'done in 2': ['429', '429-seconds', '429-zero', '429-negative', '429-garbage', '503'],
  'failed_free rate_limited': ['429-hour', '429-date', '429-html'],
  'failed_free key_refused': ['401'],
  'failed_free out_of_credit': ['402'],
  'failed_free forbidden': ['403'],
  'failed_free model_unavailable': ['404', '404-disabled'],
  'failed_free rejected': ['400', '413', '422'],
  'failed_free moderated_input': ['moderation-input', 'moderation-retry'],
  'failed_free moderated_output': ['moderation-output'],
  'failed_free provider_failed': ['500', '502-json', 'error-200'],
  'failed_free no_answer': ['408', '409', '425', '502-html', '503-html', '524-html'],
  'failed_free answer_unreadable': [
    ...(['html-200', 'redirect-301', 'redirect-302', 'redirect-303', 'redirect-307'] as const),
    'redirect-308',
  ],
  'failed_free answer_cut': ['reset-after-reading', 'reset-before-billing'],
  'failed_charged moderated_output': ['moderation-charged'],
  'failed_charged provider_failed': ['502-charged', 'item-errors', 'first-item-error'],
  'failed_charged no_answer': ['504-then-billed', '524-then-billed'],
  'failed_charged answer_cut': [
    ...(['reset-after-billing', 'reset-mid-headers', 'cut-1', 'cut-50', 'cut-99', 'early-end'] as const),
    'cut-json',
  ],
  'failed_charged no_image': ['refusal-200', 'no-data', 'fewer-than-n', 'null-item', 'url-null', 'b64-empty'],
  'failed_charged link_refused': ['private-url', 'file-url', 'other-host-url'],
  'failed_charged image_unreadable': [
    ...(['b64-not-base64', 'image-cut-1', 'image-cut-50', 'image-cut-99'] as const),
    ...(['image-broken-byte', 'says-png-is-gif', 'says-png-is-avif', 'says-png-is-svg'] as const),
    ...(['says-png-is-html', 'says-png-is-pdf', 'pixel-bomb', 'animated'] as const),
  ],
}
// These keep a call waiting until its deadline, or strike before the gateway knows what is asked.
const endsLate: [FaultName, string][] = [
  ['hang', 'failed_free no_answer'],
  ['hang-after-billing', 'failed_charged no_answer'],
  ['hang-mid-body', 'failed_charged no_answer'],
  ['drip', 'failed_charged no_answer'],
  ['refused', 'failed_free never_arrived'],
  ['reset-before-reading', 'failed_free never_arrived'],
]

async function openPair(environment: Record<string, string>) {
  const studio = await openCourierStudio({ environment })
  const courier = await studio.startCourier()
  afterAll(async () => {
    await courier[Symbol.asyncDispose]()
    await studio[Symbol.asyncDispose]()
  })
  return studio
}

function wordsFor(generation: Generation): string {
  const { state, code, tryNumber } = outcomeOf(generation)
  return `${state} ${code ?? `in ${tryNumber}`}`
}

/** Equal to the last millionth, with no call in the gateway's books twice. */
function expectEqualBooks(generations: Generation[], rows: LedgerRow[]): void {
  const ours = generations.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0)
  const theirs = rows.reduce((sum, { cost_micros }) => sum + cost_micros, 0)

  expect(ours).toBe(theirs)
  expect(new Set(rows.map((row) => row.trace_id)).size).toBe(rows.length)
  expect(rows.filter((row) => row.cost_micros > 0).length).toBeLessThanOrEqual(generations.length)
}

describe('at a gateway that answers', async () => {
  const studio = await openPair({ STUDIO_CONCURRENCY: '4', STUDIO_DEADLINE_SECONDS: '300' })
  const pressed = new Map<FaultName, Generation>()
  const settle = (fault: FaultName) =>
    studio.until((pressed.get(fault) as Generation).id, hasSettled, patienceMs)

  beforeAll(async () => {
    const faults = Object.values(endsAs).flat()
    const promptOf = (fault: FaultName) => `Struck by <${fault}>.`
    const rules = faults.map((fault) => ({ fault, times: 1, match: { prompt: promptOf(fault) } }))
    studio.gateway.sandbox.script(rules)
    for (const fault of faults) {
      pressed.set(fault, await studio.press({ prompt: promptOf(fault), size: '64x64' }))
    }
  })

  describe.each(Object.entries(endsAs))('%s', (words, faults) => {
    test.each(faults)('%s', { timeout: patienceMs }, async (fault) => {
      const generation = await settle(fault)

      expect(wordsFor(generation)).toBe(words)
      const charged = { done: null, failed_free: 'no', failed_charged: 'yes' }[words.split(' ')[0] ?? '']
      expect(outcomeOf(generation).charged).toBe(charged)
    })
  })

  test('no fault is paid for twice, and the books are equal', { timeout: patienceMs }, async () => {
    const generations = await Promise.all([...pressed.keys()].map(settle))

    expectEqualBooks(generations, studio.gateway.sandbox.ledger())
  })
})

describe('at a gateway that does not answer', async () => {
  const studio = await openPair({ STUDIO_DEADLINE_SECONDS: '1.5' })

  test.each(endsLate)('%s: %s', { timeout: patienceMs }, async (fault, words) => {
    const before = studio.gateway.sandbox.ledger().length
    studio.gateway.sandbox.script([{ fault, times: 1 }])

    const { id } = await studio.press({ prompt: `Struck by <${fault}>.`, size: '64x64' })
    const generation = await studio.until(id, hasSettled, patienceMs)

    expect(wordsFor(generation)).toBe(words)
    expectEqualBooks([generation], studio.gateway.sandbox.ledger().slice(before))
  })
})

test('no fault of the gateway is missing here', () => {
  const ofOtherRequests = /^(estimates|media|requests|balance|models)-/
  const paid = faultNames.filter((name) => !ofOtherRequests.test(name))
  const tried = [...Object.values(endsAs).flat(), ...endsLate.map(([fault]) => fault)]

  expect(tried.toSorted()).toEqual(paid.toSorted())
})
