import { expect, onTestFinished, test } from 'vitest'
import type { GenerationId } from '#lib/shared/ids.ts'
import { newAttemptId, newGenerationId, newTraceId } from '../ids.ts'
import { bring } from '../store/testing/test-store.ts'
import { aKey, aRequest } from '../testing/builders.ts'
import { type CourierStudio, hasSettled, openCourierStudio, outcomeOf } from '../testing/courier-studio.ts'

const patient = { timeout: 60_000 }

async function openStudio(): Promise<CourierStudio> {
  const studio = await openCourierStudio({ environment: { STUDIO_DEADLINE_SECONDS: '30' } })
  onTestFinished(() => studio[Symbol.asyncDispose]())
  return studio
}

/** A press from a time when the studio spoke to the embedded gateway. */
async function pressBefore({ app, owner }: CourierStudio): Promise<GenerationId> {
  const id = newGenerationId()
  await app.store.team(owner.scope).generations.insert({
    id,
    submissionKey: aKey(),
    bodyHash: 'x',
    request: aRequest({ size: '64x64' }),
    gateway: 'sandbox',
    asked: { width: 64, height: 64 },
    fallbackMs: { p50: 1, p90: 1 },
    requestedBy: owner.id,
    requestedAt: app.clock.now(),
    attempts: [{ id: newAttemptId(), position: 0, seed: 1 }],
  })
  return id
}

test(
  'what was asked of another gateway and not sent is cancelled when the courier starts',
  patient,
  async () => {
    const studio = await openStudio()
    const id = await pressBefore(studio)
    await using _courier = await studio.startCourier()

    expect((await studio.find(id)).state).toBe('cancelled')
    const mine = await studio.press({ size: '64x64' })
    expect((await studio.until(mine.id, hasSettled, 30_000)).state).toBe('done')
    expect(studio.gateway.sandbox.ledger()).toHaveLength(1)
  },
)

test('nor is it sent when it turns up in the queue of a courier that runs', patient, async () => {
  const studio = await openStudio()
  await using _courier = await studio.startCourier()
  const id = await pressBefore(studio)

  expect((await studio.until(id, hasSettled, 30_000)).state).toBe('cancelled')
  expect(studio.gateway.sandbox.ledger()).toEqual([])
})

test('a call to another gateway whose end nobody saw is never said to be free', patient, async () => {
  const studio = await openStudio()
  const id = await pressBefore(studio)
  const [attempt] = (await studio.find(id)).attempts
  const now = studio.app.clock.now()
  await bring(studio.app.store, attempt?.id ?? newAttemptId(), {
    to: 'unknown',
    changes: { traceId: newTraceId(), dispatchedAt: now, deadlineAt: now, failureCode: 'no_answer' },
  })
  await using _courier = await studio.startCourier()

  const generation = await studio.until(
    id,
    ({ attempts }) => attempts[0]?.state === 'failed_charged' || attempts[0]?.state === 'failed_free',
    30_000,
  )

  expect(outcomeOf(generation)).toMatchObject({
    state: 'failed_charged',
    code: 'no_answer',
    charged: 'unclear',
  })
})
