import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { AttemptState } from '#lib/shared/attempt.ts'
import type { Generation } from '#lib/shared/generation.ts'
import type { Stage } from '../gateway/sandbox/faults/fault.ts'
import { dieAtCheckpoint, spawnCourier } from '../testing/courier-child.ts'
import { type CourierStudio, hasSettled, openCourierStudio, outcomeOf } from '../testing/courier-studio.ts'
import type { CheckpointName } from './checkpoint.ts'

// The courier is killed with SIGKILL, five times at each of these points, each time with another picture on its way.
const runs = 5
const patienceMs = 120_000

/** Nothing was sent, or the whole answer is on disk: the picture comes, by one call in all. */
const passedOnce: CheckpointName[] = ['before-claim', 'after-answer', 'after-received', 'after-done']
/** The same; and the one picture that a crash here sent back to the queue passes again before the next. */
const passedBeforeSending: CheckpointName[] = ['after-claim', 'before-dispatch']
/** The same; and whatever is not kept yet passes again, in any order. */
const passedInKeeping: CheckpointName[] = [
  ...(['mid-decode', 'after-decode', 'after-first-blob', 'after-blobs'] as const),
  ...(['after-stored', 'before-done'] as const),
]

/** The call was open, and the gateway goes on with it and bills it: what became of it is asked, and shown. */
const losesOne: Stage[] = ['arrived', 'read', 'before_billing', 'after_billing', 'before_headers', 'mid_body']

const environment = {
  STUDIO_CONCURRENCY: '1',
  STUDIO_DEADLINE_SECONDS: '20',
  STUDIO_RECONCILE_FOR_SECONDS: '0.2',
}

async function openStudio(more: Record<string, string> = {}): Promise<CourierStudio> {
  const studio = await openCourierStudio({ environment: { ...environment, ...more } })
  afterAll(() => studio[Symbol.asyncDispose]())
  return studio
}

/** A courier that is left in peace brings everything to its end. */
async function finishInPeace(studio: CourierStudio, pressed: Generation[]): Promise<Generation[]> {
  await using _courier = await studio.startCourier()
  return await Promise.all(pressed.map(({ id }) => studio.until(id, hasSettled, patienceMs)))
}

/** How many pictures will come to this point again before a new one does. */
async function countReturning({ app }: CourierStudio, point: CheckpointName): Promise<number> {
  const states: AttemptState[] = []
  if (passedBeforeSending.includes(point)) states.push('leased')
  if (passedInKeeping.includes(point)) states.push('received', 'stored')
  const lists = await Promise.all(states.map((state) => app.store.queue.listInState(state, runs)))
  return lists.flat().length
}

/** Kills a courier when the gateway has come to a stage of the call for this generation. */
async function killAtStage(studio: CourierStudio, { id }: Generation, stage: Stage): Promise<void> {
  const courier = spawnCourier(studio.environment)
  let hold = studio.gateway.sandbox.hold(stage)
  await hold.reached
  // It may have been a question to the ledger that came there first.
  while ((await studio.find(id)).attempts[0]?.state !== 'dispatched') {
    hold.release()
    hold = studio.gateway.sandbox.hold(stage)
    await hold.reached
  }
  courier.kill('SIGKILL')
  await once(courier, 'exit')
  hold.release()
}

function expectEqualBooks(studio: CourierStudio, ended: Generation[]): void {
  const rows = studio.gateway.sandbox.ledger()
  const ours = ended.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0)

  expect(ours).toBe(rows.reduce((sum, row) => sum + row.cost_micros, 0))
  expect(rows.filter((row) => row.cost_micros > 0).length).toBeLessThanOrEqual(ended.length)
  expect(new Set(rows.map((row) => row.trace_id)).size).toBe(rows.length)
}

describe('killed at a point where nothing can be lost', async () => {
  test.each([...passedOnce, ...passedBeforeSending, ...passedInKeeping])(
    '%s',
    { timeout: patienceMs },
    async (point) => {
      const studio = await openStudio()
      const pressed: Generation[] = []

      for (let run = 0; run < runs; run += 1) {
        const returning = await countReturning(studio, point)
        pressed.push(await studio.press({ size: '64x64' }))
        await dieAtCheckpoint(studio.environment, `${point}:${returning + 1}`)
      }
      const ended = await finishInPeace(studio, pressed)

      expect(ended.map(outcomeOf)).toEqual(
        Array(runs).fill({ state: 'done', code: null, charged: null, tryNumber: 1 }),
      )
      expect(studio.gateway.sandbox.ledger()).toHaveLength(runs)
      expectEqualBooks(studio, ended)
      expect(await readdir(studio.config.files.spool)).toEqual([])
    },
  )
})

describe('killed while the call is open', async () => {
  test.each(losesOne)('%s', { timeout: patienceMs }, async (stage) => {
    const studio = await openStudio()
    const pressed: Generation[] = []

    for (let run = 0; run < runs; run += 1) {
      pressed.push(await studio.press({ size: '64x64' }))
      await killAtStage(studio, pressed.at(-1) as Generation, stage)
    }
    const ended = await finishInPeace(studio, pressed)

    const charged = { state: 'failed_charged', code: 'no_answer', charged: 'yes', tryNumber: 1 }
    // A request that died on the way in is nowhere in the books, and free.
    const free = { state: 'failed_free', code: 'never_arrived', charged: 'no', tryNumber: 1 }
    const possible = stage === 'arrived' ? [charged, free] : [charged]
    for (const generation of ended) expect(possible).toContainEqual(outcomeOf(generation))
    expectEqualBooks(studio, ended)
  })
})
