import { describe, expect, test } from 'vitest'
import { type Attempt, type AttemptState, attemptStates } from '#lib/shared/attempt.ts'
import type { Image } from '#lib/shared/image.ts'
import { type AttemptView, changesWithTime, toAttemptView } from './attempt-view.ts'

const nowMs = Date.parse('2026-11-23T10:00:00Z')
const image = { id: 'img_1', deletedAt: null } as Image

function anAttempt(patch: Partial<Attempt> = {}): Attempt {
  return Object.assign({} as Attempt, {
    state: 'queued',
    queuedAt: '2026-11-23T09:59:00.000Z',
    runAfter: null,
    dispatchedAt: null,
    cancelRequestedAt: null,
    ahead: 1,
    image: null,
    ...patch,
  })
}

const view = (patch: Partial<Attempt> = {}, unconfirmed = false) =>
  toAttemptView(anAttempt(patch), { nowMs, unconfirmed })

describe('what a tile shows', () => {
  const kinds: Record<AttemptState, AttemptView['kind']> = {
    queued: 'queued',
    leased: 'starting',
    dispatched: 'running',
    received: 'saving',
    stored: 'saving',
    done: 'saving',
    unknown: 'unknown',
    failed_free: 'failed',
    failed_charged: 'failed',
    cancelled: 'cancelled',
  }
  test.each(attemptStates)('of an attempt that is %s and has no picture', (state) => {
    expect(view({ state }).kind).toBe(kinds[state])
  })

  test('is the picture as soon as there is one, whatever the attempt says', () => {
    for (const state of attemptStates) expect(view({ state, image })).toEqual({ kind: 'picture', image })
  })

  test('is the way back when the picture was deleted', () => {
    const deleted = { ...image, deletedAt: '2026-11-23T09:59:59.000Z' }

    expect(view({ state: 'done', image: deleted })).toEqual({ kind: 'deleted', image: deleted })
  })

  test('is that it is being sent, until the studio has answered the press', () => {
    expect(view({}, true)).toEqual({ kind: 'sending' })
  })

  test('is the place in the queue, or that it is held back until its time', () => {
    expect(view()).toEqual({ kind: 'queued', ahead: 1 })
    expect(view({ runAfter: '2026-11-23T10:00:12.000Z' })).toEqual({ kind: 'waiting' })
    expect(view({ runAfter: '2026-11-23T10:00:00.000Z' })).toEqual({ kind: 'queued', ahead: 1 })
  })

  test('counts from the moment the call was sent, not from the press', () => {
    const dispatchedAt = '2026-11-23T09:59:46.000Z'

    expect(view({ state: 'dispatched', dispatchedAt })).toEqual({
      kind: 'running',
      sinceMs: nowMs - 14_000,
    })
  })

  test('is that it was stopped here, once somebody wished that of a call already sent', () => {
    const cancelRequestedAt = '2026-11-23T09:59:59.000Z'

    expect(view({ state: 'dispatched', cancelRequestedAt }).kind).toBe('stopping')
    expect(view({ state: 'received', cancelRequestedAt }).kind).toBe('saving')
  })
})

test('only what counts seconds is drawn every second', () => {
  const counting = attemptStates.filter((state) => changesWithTime(view({ state })))

  expect(counting).toEqual(['dispatched'])
  expect(changesWithTime(view({ runAfter: '2026-11-23T10:00:12.000Z' }))).toBe(true)
  expect(changesWithTime(view({ state: 'dispatched', image }))).toBe(false)
})
