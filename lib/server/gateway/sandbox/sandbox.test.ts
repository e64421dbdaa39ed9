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

test('many calls at once are all answered, each with a picture of its own', async () => {
  const sandbox = await aSandbox({ latencyMs: 20 })

  const pictures = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const { data } = await readJson(sandbox.fetch(generations, posted(aWish({ size: '64x64' }))))
      return data[0].b64_json
    }),
  )

  expect(new Set(pictures).size).toBe(40)
  expect(sandbox.ledger().map(({ status }) => status)).toEqual(Array(40).fill('completed'))
})
