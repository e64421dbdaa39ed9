import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { aProjectFolder, environmentOf, isAlive, startSupervisor } from '../testing/supervised-studio.ts'

const patient = { timeout: 60_000 }
const waiting = { timeout: 30_000, interval: 20 }
const ready = /Safelight is ready: (\S+)\n/

async function whoAnswers(address: string): Promise<string | null> {
  const response = await fetch(address).catch(() => null)
  return response && (await response.text())
}

test('it says one address, which answers, and which gateway draws', patient, async () => {
  const studio = startSupervisor(await aProjectFolder())

  const [, address = ''] = await studio.saying(ready)
  await studio.saying(/No key is set: pictures are drawn by the embedded gateway\.\n/)

  expect(await whoAnswers(address)).toBe(String(studio.web()))
  expect(studio.said().trim().split('\n')).toHaveLength(2)
})

test('a port that is taken is passed over, and that is said', patient, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const bound = taken.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const studio = startSupervisor(await aProjectFolder(), { PORT: String(port) })

  const [, address = ''] = await studio.saying(ready)

  expect(studio.said()).toContain(`Port ${port} is taken, so the studio listens on ${new URL(address).port}.`)
  taken.close()
})

test('a second studio on the same data folder is refused with a sentence', patient, async () => {
  const root = await aProjectFolder()
  const first = startSupervisor(root)
  await first.saying(ready)

  const second = startSupervisor(root)

  expect(await second.ended()).toBe(1)
  expect(second.said()).toMatch(/^Another studio is already using this data folder .*\.\n$/)
  expect(isAlive(first.web()) && isAlive(first.courier())).toBe(true)
})

test('a web process that is killed is started again at the same address', patient, async () => {
  const studio = startSupervisor(await aProjectFolder())
  const [, address = ''] = await studio.saying(ready)
  const before = studio.web()

  process.kill(before, 'SIGKILL')

  await studio.saying(/The web process ended \(SIGKILL\) and is started again\./)
  const after = await vi.waitUntil(() => whoAnswers(address), waiting)
  expect(after).not.toBe(String(before))
})

test('a courier that is killed is started again, and the web process does not notice', patient, async () => {
  const studio = startSupervisor(await aProjectFolder())
  await studio.saying(ready)
  const [web, before] = [studio.web(), studio.courier()]

  process.kill(before, 'SIGKILL')

  await studio.saying(/The courier process ended \(SIGKILL\) and is started again\./)
  await vi.waitUntil(() => ![0, before].includes(studio.courier()), waiting)
  expect(studio.web()).toBe(web)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends both processes and then itself',
  patient,
  async (signal) => {
    const studio = startSupervisor(await aProjectFolder())
    await studio.saying(ready)
    const children = [studio.web(), studio.courier()]

    const askedAt = performance.now()
    studio.supervisor.kill(signal)

    expect(await studio.ended()).toBe(0)
    expect(performance.now() - askedAt).toBeLessThan(10_000)
    expect(children.filter(isAlive)).toEqual([])
  },
)

test('a supervisor that is killed takes both processes with it', patient, async () => {
  const studio = startSupervisor(await aProjectFolder())
  await studio.saying(ready)
  const children = [studio.web(), studio.courier()]

  studio.supervisor.kill('SIGKILL')

  await vi.waitUntil(() => children.filter(isAlive).length === 0, waiting)
})

test('the key of .env reaches the courier and not the web process', patient, async () => {
  const key = 'lmnfl_canary.n0t1nth3w3b'
  const studio = startSupervisor(await aProjectFolder(`LUMENFALL_API_KEY=${key}\n`))
  await studio.saying(ready)

  await studio.saying(/Pictures come from api\.lumenfall\.ai/)
  expect(environmentOf(studio.courier())).toContain(key)
  expect(environmentOf(studio.web())).not.toContain(key)
  expect(environmentOf(studio.web())).toContain('LUMENFALL_API_KEY=\0')
  expect(environmentOf(studio.web())).toContain('STUDIO_GATEWAY=lumenfall\0')
})

test(
  'a key that cannot be used ends the studio with a sentence that does not quote it',
  patient,
  async () => {
    const studio = startSupervisor(await aProjectFolder(), { LUMENFALL_API_KEY: 'lmnfl_ with blanks' })

    expect(await studio.ended()).toBe(1)
    expect(studio.said()).toMatch(/^LUMENFALL_API_KEY cannot be used: .*\.\n$/)
    expect(studio.said()).not.toContain('lmnfl_')
  },
)

test.each(['0.0.0.0', '::', '192.168.1.4'])(
  'to listen on %s is refused with a sentence',
  patient,
  async (HOST) => {
    const studio = startSupervisor(await aProjectFolder(), { HOST })

    expect(await studio.ended()).toBe(1)
    expect(studio.said()).toMatch(
      /^Safelight has no accounts yet, so it listens on this machine only: .*\.\n$/,
    )
  },
)

test('a setting that cannot be used is named', patient, async () => {
  const studio = startSupervisor(await aProjectFolder('STUDIO_CONCURRENCY=many\n'))

  expect(await studio.ended()).toBe(1)
  expect(studio.said()).toMatch(/^STUDIO_CONCURRENCY cannot be used: /)
})
