import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { openCourierStudio } from '../testing/courier-studio.ts'
import { connectCourier } from './courier-client.ts'
import { courierSocketPath } from './socket-path.ts'

const patient = { timeout: 30_000 }
const log = createLog('test', 'silent')

async function openStudio() {
  const studio = await openCourierStudio()
  onTestFinished(() => studio[Symbol.asyncDispose]())
  return studio
}

test('the web process learns the price and the balance from the courier', patient, async () => {
  const studio = await openStudio()
  await using _courier = await studio.startCourier()
  const { courier } = studio.app

  const size = { width: 1024, height: 1024 }
  const question = { model: 'flux.2-flex', prompt: 'A lighthouse', size, extra: {}, n: 2 }

  expect(await courier.estimate(question)).toBe(120_000)
  expect(await courier.getStatus()).toMatchObject({ kind: 'custom', reachable: true })
  expect(await courier.isAwake()).toBe(true)
})

test('only the studio’s own user can open the socket', patient, async () => {
  const studio = await openStudio()
  await using _courier = await studio.startCourier()

  const { mode } = await stat(courierSocketPath(studio.config))

  expect(mode & 0o777).toBe(0o600)
})

test('a gateway that is away is not the courier being away', patient, async () => {
  const studio = await openStudio()
  studio.gateway.sandbox.script([{ fault: 'balance-500' }])
  await using _courier = await studio.startCourier()

  expect(await studio.app.courier.getStatus()).toMatchObject({ reachable: false, balanceMicros: null })
  expect(await studio.app.courier.isAwake()).toBe(true)
})

test('without a courier nothing is known, nothing is thrown, and nothing waits long', patient, async () => {
  const studio = await openStudio()
  const { courier } = studio.app

  const askedAt = performance.now()
  courier.wake()

  expect(await courier.getStatus()).toEqual({ kind: 'custom', reachable: false, balanceMicros: null })
  expect(
    await courier.estimate({
      model: 'flux.2-flex',
      prompt: 'x',
      size: { width: 64, height: 64 },
      extra: {},
      n: 1,
    }),
  ).toBeNull()
  expect(await courier.isAwake()).toBe(false)
  expect(performance.now() - askedAt).toBeLessThan(10_000)
})

test('a change is told at once, also by a courier that came later or came back', patient, async () => {
  const studio = await openStudio()
  let told = 0
  studio.app.courier.subscribe(() => {
    told += 1
  })

  const first = await studio.startCourier()
  await vi.waitUntil(() => told > 0, { timeout: 10_000 })
  await first[Symbol.asyncDispose]()
  told = 0
  await using _second = await studio.startCourier()
  await vi.waitUntil(() => told > 0, { timeout: 10_000 })

  told = 0
  await studio.press({ size: '64x64' })
  await vi.waitUntil(() => told > 0, { timeout: 10_000 })
})

test('a socket whose path would be cut short lies in the folder for temporary files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const configOf = (dataDir: string) => readConfig({ NODE_ENV: 'test', STUDIO_DATA_DIR: dataDir })
  const long = configOf(join(folder, 'a'.repeat(200)))
  const other = configOf(join(folder, 'b'.repeat(200)))

  expect(courierSocketPath(configOf(folder))).toBe(join(folder, 'courier.sock'))
  expect(courierSocketPath(long).startsWith(tmpdir())).toBe(true)
  expect(Buffer.byteLength(courierSocketPath(long))).toBeLessThan(100)
  expect(courierSocketPath(long)).not.toBe(courierSocketPath(other))
  await connectCourier(long, log)[Symbol.asyncDispose]()
})
