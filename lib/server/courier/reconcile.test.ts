import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { type CourierStudio, openCourierStudio, outcomeOf } from '../testing/courier-studio.ts'
import { openGateway } from './open-gateway.ts'
import { reconcileUnknown } from './reconcile.ts'
import { takeEnvironment } from './secrets.ts'

const longAgo = new Date('2020-01-01T12:00:00Z')

/** A call that is nowhere in the gateway's ledger, after the time in which it could turn up there. */
async function pressAbsent({ press, app: { store } }: CourierStudio, answer: object) {
  const { id } = await press({ size: '64x64' })
  const now = systemClock.now()
  const [attempt] = await store.queue.claim({ owner: 'earlier', now, leaseMs: 60_000, limit: 1 })
  if (!attempt) throw new Error('Nothing was leased')
  const sent = { traceId: '0'.repeat(32), dispatchedAt: longAgo, deadlineAt: longAgo }
  await store.queue.advance(attempt.id, { from: 'leased', to: 'dispatched', changes: sent })
  const changes = { failureCode: 'answer_unreadable', charged: 'unclear', ...answer } as const
  await store.queue.advance(attempt.id, { from: 'dispatched', to: 'unknown', changes })
  return id
}

test.each([
  ['nobody saw answered', {}, { state: 'failed_free', code: 'never_arrived', charged: 'no' }],
  [
    'was answered with success',
    { gatewayStatus: 200 },
    { state: 'failed_charged', code: 'answer_unreadable', charged: 'unclear' },
  ],
  [
    'the gateway gave an id',
    { gatewayStatus: 500, requestId: 'req_1' },
    { state: 'failed_charged', code: 'answer_unreadable', charged: 'unclear' },
  ],
])('what is said of an absent call that %s', async (_, answer, outcome) => {
  const studio = await openCourierStudio()
  onTestFinished(() => studio[Symbol.asyncDispose]())
  const { config, key } = takeEnvironment({ NODE_ENV: 'test', ...studio.environment })
  const log = createLog('courier', 'silent')
  await using gateway = await openGateway(config, key, log)
  const id = await pressAbsent(studio, answer)

  const parts = { config, log, gateway, store: studio.app.store, clock: systemClock }
  await reconcileUnknown(parts, new AbortController().signal)

  expect(outcomeOf(await studio.find(id))).toMatchObject(outcome)
})
