import { expect, test } from 'vitest'
import type { LedgerEntry } from '../gateway/gateway.ts'
import { type LedgerWord, resolveUnknown } from './resolution.ts'

const before = { overMs: -1, wasAnswered: false }
const over = { overMs: 0, wasAnswered: false }
const after = (overMs: number) => ({ overMs, wasAnswered: false })
const absent: LedgerWord = { kind: 'absent' }
const silent: LedgerWord = { kind: 'silent' }
const dayMs = 24 * 60 * 60 * 1000

function found(entry: Partial<LedgerEntry>): LedgerWord {
  const usual = { requestId: 'req_1', status: 'completed', costMicros: 60_000, errorCode: null } as const
  return { kind: 'found', entry: { ...usual, ...entry } }
}

test('a price in the ledger settles it at once: charged, with the price and the id to quote', () => {
  expect(resolveUnknown(found({}), before)).toEqual({
    to: 'failed_charged',
    changes: { charged: 'yes', requestId: 'req_1', costMicros: 60_000 },
  })
})

test('a refusal that cost something is charged all the same', () => {
  expect(resolveUnknown(found({ status: 'rejected', costMicros: 10 }), before)?.to).toBe('failed_charged')
})

test('a failure at no cost is free at once', () => {
  expect(resolveUnknown(found({ status: 'upstream_failure', costMicros: 0 }), before)?.to).toBe('failed_free')
})

test('a finished call without a price yet may still get one, until the time for that is over', () => {
  expect(resolveUnknown(found({ costMicros: 0 }), before)).toBeNull()
  expect(resolveUnknown(found({ costMicros: 0 }), over)?.to).toBe('failed_free')
})

test('a finished call whose price is never written down is not said to be free', () => {
  expect(resolveUnknown(found({ costMicros: null }), over)).toMatchObject({
    to: 'failed_charged',
    changes: { charged: 'unclear', requestId: 'req_1' },
  })
})

test('a failure whose price is not known is not said to be free', () => {
  expect(resolveUnknown(found({ status: 'cancelled', costMicros: null }), before)).toBeNull()
  expect(resolveUnknown(found({ status: 'cancelled', costMicros: null }), over)?.changes.charged).toBe(
    'unclear',
  )
})

test('absence proves nothing before the time is over, and everything after', () => {
  expect(resolveUnknown(absent, before)).toBeNull()
  expect(resolveUnknown(absent, over)).toMatchObject({
    to: 'failed_free',
    changes: { failureCode: 'never_arrived', charged: 'no' },
  })
})

test('a call that was answered did arrive: its absence does not make it free, and leaves the reason as it is', () => {
  expect(resolveUnknown(absent, { ...before, wasAnswered: true })).toBeNull()
  expect(resolveUnknown(absent, { ...over, wasAnswered: true })).toEqual({
    to: 'failed_charged',
    changes: { charged: 'unclear' },
  })
})

test('a ledger that does not answer proves nothing for a day; then nobody will ever know', () => {
  expect(resolveUnknown(silent, over)).toBeNull()
  expect(resolveUnknown(silent, after(dayMs - 1))).toBeNull()
  expect(resolveUnknown(silent, after(dayMs))).toEqual({
    to: 'failed_charged',
    changes: { charged: 'unclear' },
  })
})

test('a call that the gateway is still working on is waited for', () => {
  for (const status of ['pending', 'processing'] as const) {
    expect(resolveUnknown(found({ status, costMicros: 0 }), over)).toBeNull()
    expect(resolveUnknown(found({ status, costMicros: 0 }), after(dayMs))?.changes.charged).toBe('unclear')
  }
})

test('without a ledger nobody will ever know, and a day of waiting would not help', () => {
  expect(resolveUnknown({ kind: 'none' }, before)).toBeNull()
  expect(resolveUnknown({ kind: 'none' }, over)?.changes.charged).toBe('unclear')
})
