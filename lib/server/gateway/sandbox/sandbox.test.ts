import { expect, test } from 'vitest'
import { aFolder, aSandbox, aWish, baseUrl, posted } from '#lib/server/testing/test-sandbox.ts'

const generations = `${baseUrl}/images/generations`
const account = 'http://sandbox.local/v1'

async function readJson(answer: Promise<Response>) {
  return (await answer).json()
}

test('ledger, balance and pictures are still there after a restart', async () => {
  const folder = await aFolder()
  const first = await aSandbox({ folder })
  const { data } = await readJson(first.fetch(generations, posted(aWish({ response_format: 'url' }))))
  const hold = first.hold('read')
  const lost = first.fetch(generations, posted()).catch(() => 'lost')
  await hold.reached
  await first[Symbol.asyncDispose]()
  expect(await lost).toBe('lost')

  const second = await aSandbox({ folder })

  expect(second.ledger()).toMatchObject([
    { status: 'completed', cost_micros: 60_000 },
    { status: 'cancelled', cost_micros: 0 },
  ])
  expect(await readJson(second.fetch(`${account}/balance`))).toMatchObject({ available: { amount: 999.94 } })
  expect((await second.fetch(data[0].url)).status).toBe(200)
})

test('a caller who goes away is told at once, and the work is finished and billed', async () => {
  const sandbox = await aSandbox()
  const caller = new AbortController()
  const hold = sandbox.hold('before_billing')
  const answer = sandbox.fetch(generations, posted(aWish(), { signal: caller.signal }))
  await hold.reached

  caller.abort()
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  hold.release()

  await expect.poll(() => sandbox.ledger()[0]).toMatchObject({ status: 'completed', cost_micros: 60_000 })
})

test('many calls at once are all answered, and nobody warns of a leak', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  const sandbox = await aSandbox({ latencyMs: 20 })

  const statuses = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const response = await sandbox.fetch(generations, posted(aWish({ size: '64x64' })))
      await response.arrayBuffer()
      return response.status
    }),
  )
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)

  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(warnings).toEqual([])
})
