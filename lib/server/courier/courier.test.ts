import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FaultRule } from '../gateway/sandbox/faults/script.ts'
import { cancelGeneration } from '../generations/generations.ts'
import { type CourierStudio, hasSettled, openCourierStudio, outcomeOf } from '../testing/courier-studio.ts'

const patient = { timeout: 60_000 }

async function openStudio(environment: Record<string, string> = {}): Promise<CourierStudio> {
  const studio = await openCourierStudio({ environment: { STUDIO_DEADLINE_SECONDS: '30', ...environment } })
  onTestFinished(() => studio[Symbol.asyncDispose]())
  return studio
}

test(
  'four pictures of one press come by four calls, each with a trace and a seed of its own',
  patient,
  async () => {
    const studio = await openStudio()
    await using _courier = await studio.startCourier()

    const { id } = await studio.press({ n: 4, size: '64x64', seed: 7 })
    const generation = await studio.until(id, hasSettled, 30_000)

    expect(generation.attempts.map(({ state, image }) => [state, image?.seed])).toEqual([
      ['done', 7],
      ['done', 8],
      ['done', 9],
      ['done', 10],
    ])
    const rows = studio.gateway.sandbox.ledger()
    expect(new Set(rows.map((row) => row.trace_id)).size).toBe(4)
    expect(generation.costMicros).toBe(rows.reduce((sum, row) => sum + row.cost_micros, 0))
  },
)

test('what is cancelled before it is sent is never sent', patient, async () => {
  const studio = await openStudio({ STUDIO_CONCURRENCY: '1' })
  const hold = studio.gateway.sandbox.hold('read')
  await using _courier = await studio.startCourier()
  const first = await studio.press({ prompt: 'First', size: '64x64' })
  await hold.reached
  const second = await studio.press({ prompt: 'Second', size: '64x64' })

  await cancelGeneration(studio.app, studio.owner, second.id)
  hold.release()
  await studio.until(first.id, hasSettled, 30_000)

  expect((await studio.find(second.id)).state).toBe('cancelled')
  expect(studio.gateway.sandbox.ledger()).toHaveLength(1)
})

test('what is cancelled after it was sent is kept, and its price shown', patient, async () => {
  const studio = await openStudio()
  const hold = studio.gateway.sandbox.hold('read')
  await using _courier = await studio.startCourier()
  const { id } = await studio.press({ size: '64x64' })
  await hold.reached

  await cancelGeneration(studio.app, studio.owner, id)
  hold.release()
  const generation = await studio.until(id, hasSettled, 30_000)

  expect(generation.attempts[0]).toMatchObject({ state: 'done', cancelRequestedAt: expect.any(String) })
  expect(generation.costMicros).toBe(studio.gateway.sandbox.ledger()[0]?.cost_micros)
})

test('what is refused for free after somebody cancelled it is not tried again', patient, async () => {
  const studio = await openStudio()
  studio.gateway.sandbox.script([{ fault: '429-zero', times: 1 }])
  const hold = studio.gateway.sandbox.hold('read')
  await using _courier = await studio.startCourier()
  const { id } = await studio.press({ size: '64x64' })
  await hold.reached

  await cancelGeneration(studio.app, studio.owner, id)
  hold.release()
  const generation = await studio.until(id, hasSettled, 30_000)

  expect(outcomeOf(generation)).toEqual({
    state: 'failed_free',
    code: 'cancelled_late',
    charged: 'no',
    tryNumber: 1,
  })
  expect(studio.gateway.sandbox.ledger()).toHaveLength(1)
})

test('a courier that drains finishes the call in flight and begins no other', patient, async () => {
  const studio = await openStudio({ STUDIO_CONCURRENCY: '1' })
  const hold = studio.gateway.sandbox.hold('read')
  await using courier = await studio.startCourier()
  const first = await studio.press({ prompt: 'First', size: '64x64' })
  const second = await studio.press({ prompt: 'Second', size: '64x64' })
  await hold.reached

  const drained = courier.drain()
  hold.release()
  await drained

  expect((await studio.find(first.id)).state).toBe('done')
  expect((await studio.find(second.id)).state).toBe('queued')
  expect(studio.gateway.sandbox.ledger()).toHaveLength(1)
})

test(
  'a courier that is halted leaves its open call to be asked about, and the next one asks',
  patient,
  async () => {
    const studio = await openStudio()
    const hold = studio.gateway.sandbox.hold('after_billing')
    const { id } = await studio.press({ size: '64x64' })
    const first = await studio.startCourier()
    await hold.reached

    const drained = first.drain()
    first.halt()
    await drained
    await first[Symbol.asyncDispose]()
    hold.release()
    expect((await studio.find(id)).attempts[0]?.state).toBe('unknown')

    await using _second = await studio.startCourier()
    const generation = await studio.until(id, hasSettled, 30_000)
    expect(outcomeOf(generation)).toMatchObject({ state: 'failed_charged', charged: 'yes' })
    expect(studio.gateway.sandbox.ledger()).toHaveLength(1)
  },
)

test('a second courier waits until the first has finished, and then goes on', patient, async () => {
  const studio = await openStudio({ STUDIO_CONCURRENCY: '1' })
  const hold = studio.gateway.sandbox.hold('read')
  const first = await studio.startCourier()
  const { id } = await studio.press({ n: 2, size: '64x64' })
  await hold.reached

  let isSecondOpen = false
  const opening = studio.startCourier().then((courier) => {
    isSecondOpen = true
    return courier
  })
  const closing = first[Symbol.asyncDispose]()
  expect(isSecondOpen).toBe(false)
  hold.release()
  await closing
  await using _second = await opening

  expect((await studio.until(id, hasSettled, 30_000)).state).toBe('done')
  expect(studio.gateway.sandbox.ledger()).toHaveLength(2)
})

test('on a full disk nothing is sent, and it is said why', patient, async () => {
  const studio = await openStudio({ STUDIO_DISK_RESERVE_MB: String(2 ** 40) })
  const full = await studio.startCourier()
  const { id } = await studio.press({ n: 2, size: '64x64' })

  const generation = await studio.until(id, hasSettled, 30_000)

  expect(generation.attempts.map(({ failure }) => failure?.code)).toEqual(['disk_full', 'disk_full'])
  expect(outcomeOf(generation).charged).toBe('no')
  expect(studio.gateway.sandbox.ledger()).toEqual([])
  await full[Symbol.asyncDispose]()
})

test(
  'a gateway that cannot be reached is tried again, and then given up without a charge',
  patient,
  async () => {
    const studio = await openStudio({ LUMENFALL_BASE_URL: 'http://127.0.0.1:9/v1', STUDIO_MAX_TRIES: '2' })
    await using _courier = await studio.startCourier()

    const { id } = await studio.press({ size: '64x64' })
    const generation = await studio.until(id, hasSettled, 30_000)

    expect(outcomeOf(generation)).toEqual({
      state: 'failed_free',
      code: 'gateway_unreachable',
      charged: 'no',
      tryNumber: 2,
    })
  },
)

/** Makes the gateway answer the next press with a link to a picture of its own. */
async function answerWithLink({ gateway }: CourierStudio, media: FaultRule): Promise<void> {
  const response = await gateway.sandbox.fetch(`${gateway.url}/openai/v1/images/generations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: JSON.stringify({
      model: 'flux.2-flex',
      prompt: 'Behind a link',
      size: '64x64',
      response_format: 'url',
    }),
  })
  const { data } = (await response.json()) as { data: { url: string }[] }
  gateway.sandbox.script([{ fault: 'other-host-url', url: data[0]?.url, times: 1 }, media])
}

test('a picture behind a link is fetched again until it comes', patient, async () => {
  const studio = await openStudio()
  await answerWithLink(studio, { fault: 'media-500', times: 2 })
  await using _courier = await studio.startCourier()

  const { id } = await studio.press({ size: '64x64' })

  expect(outcomeOf(await studio.until(id, hasSettled, 30_000)).state).toBe('done')
})

test('a link that has expired was paid for, and that is said', patient, async () => {
  const studio = await openStudio()
  await answerWithLink(studio, { fault: 'media-410' })
  await using _courier = await studio.startCourier()

  const { id } = await studio.press({ size: '64x64' })

  expect(outcomeOf(await studio.until(id, hasSettled, 30_000))).toMatchObject({
    state: 'failed_charged',
    code: 'link_expired',
    charged: 'yes',
  })
})

test(
  'a courier that drains does not wait for a link, and the next one goes on with it',
  patient,
  async () => {
    const studio = await openStudio()
    await answerWithLink(studio, { fault: 'media-500' })
    const first = await studio.startCourier()
    const { id } = await studio.press({ size: '64x64' })
    await studio.until(id, ({ attempts }) => attempts[0]?.state === 'received', 30_000)

    await first[Symbol.asyncDispose]()
    expect((await studio.find(id)).attempts[0]?.state).toBe('received')
    studio.gateway.sandbox.script([])
    await using _second = await studio.startCourier()

    expect(outcomeOf(await studio.until(id, hasSettled, 30_000)).state).toBe('done')
  },
)

test(
  'an answer that could not be read is put aside, and nothing else is left in the spool',
  patient,
  async () => {
    const studio = await openStudio()
    studio.gateway.sandbox.script([{ fault: 'says-png-is-svg', times: 1 }])
    const courier = await studio.startCourier()
    const { id, attempts } = await studio.press({ size: '64x64' })

    await studio.until(id, hasSettled, 30_000)
    await courier[Symbol.asyncDispose]()

    await access(join(studio.config.dataDir, 'quarantine', `${attempts[0]?.id}.answer`))
    expect(await readdir(studio.config.files.spool)).toEqual([])
  },
)
