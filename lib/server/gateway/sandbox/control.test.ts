import { expect, test } from 'vitest'
import { aServedSandbox, aWish, posted } from '#lib/server/testing/test-sandbox.ts'

const put = (value: unknown) => ({ method: 'PUT', body: JSON.stringify(value) })

test('another process scripts faults and reads the books', async () => {
  const { url } = await aServedSandbox({ control: true })
  const generations = `${url}/openai/v1/images/generations`

  const set = await fetch(`${url}/_ctl/script`, put([{ fault: '429-seconds', times: 1, retryAfter: '3' }]))
  const first = await fetch(generations, posted(aWish(), { headers: { 'x-stainless-retry-count': '2' } }))
  const second = await fetch(generations, posted())

  expect([set.status, first.status, second.status]).toEqual([204, 429, 200])
  expect(first.headers.get('retry-after')).toBe('3')
  expect(await (await fetch(`${url}/_ctl/ledger`)).json()).toMatchObject([
    { status: 'rejected', cost_micros: 0, error_code: 'RATE_LIMITED', retry_count: '2' },
    { status: 'completed', cost_micros: 60_000 },
  ])
})

test('a call is held at a barrier until it is let go', async () => {
  const { url } = await aServedSandbox({ control: true })
  const made = await fetch(`${url}/_ctl/barrier`, {
    method: 'POST',
    body: JSON.stringify({ stage: 'after_billing', prompt: 'lighthouse' }),
  })
  const { id } = await made.json()

  const answer = fetch(`${url}/openai/v1/images/generations`, posted())
  expect(await (await fetch(`${url}/_ctl/barrier/${id}?wait`)).json()).toEqual({ reached: true })
  expect(await (await fetch(`${url}/_ctl/ledger`)).json()).toMatchObject([
    { cost_micros: 60_000, bytes_sent: 0 },
  ])
  await fetch(`${url}/_ctl/barrier/${id}/release`, { method: 'POST' })

  expect((await answer).status).toBe(200)
})

test('a script that cannot be meant is refused and changes nothing', async () => {
  const { url } = await aServedSandbox({ control: true })
  await fetch(`${url}/_ctl/script`, put([{ fault: '500' }]))

  for (const script of [[{ fault: 'nonsense' }], [{ fault: '500', time: 1 }], {}, null]) {
    expect((await fetch(`${url}/_ctl/script`, put(script))).status).toBe(400)
  }
  expect((await fetch(`${url}/openai/v1/images/generations`, posted())).status).toBe(500)
})

test('every fault is listed with what it does', async () => {
  const { url } = await aServedSandbox({ control: true })

  const faults = await (await fetch(`${url}/_ctl/faults`)).json()

  expect(faults).toMatchObject({ 'cut-50': 'reset after 50 % of the body' })
})

test('without --control there is no way in', async () => {
  const { url } = await aServedSandbox()

  expect((await fetch(`${url}/_ctl/script`, put([{ fault: '500' }]))).status).toBe(404)
  expect((await fetch(`${url}/openai/v1/images/generations`, posted())).status).toBe(200)
})
