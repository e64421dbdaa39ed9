import OpenAI, { toFile } from 'openai'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { aSandbox, aServedSandbox } from '#lib/server/testing/test-sandbox.ts'

function aPicture(background: string, width = 256, height = 256) {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}

async function sizeOf(base64: string | undefined) {
  const { data, info } = await sharp(Buffer.from(base64 ?? '', 'base64'), { failOn: 'warning' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, first: [...data.subarray(0, 3)] }
}

test('generates a picture of exactly the size it asks for', async () => {
  const { client } = await aServedSandbox()

  const answer = await client.images.generate({
    model: 'flux.2-flex',
    prompt: 'A lighthouse',
    size: '1024x768',
    response_format: 'b64_json',
  })

  expect(await sizeOf(answer.data?.[0]?.b64_json)).toMatchObject({ width: 1024, height: 768 })
})

test('generates as the seed page does, and follows the link', async () => {
  const { client } = await aServedSandbox()

  const response = await client.images.generate({ model: 'flux.2-flex', prompt: '', size: '1024x1024' })

  const picture = await fetch(response.data?.[0]?.url ?? '')
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 1024, height: 1024 })
})

test('edits one picture, and several in their order', async () => {
  const { client } = await aServedSandbox({ draw: 'art' })
  const red = await toFile(await aPicture('#ff0000'), 'red.png', { type: 'image/png' })
  const blue = await toFile(await aPicture('#0000ff'), 'blue.png', { type: 'image/png' })
  const wish = { model: 'flux.2-flex', size: '512x512', response_format: 'b64_json' } as const

  const one = await client.images.edit({ ...wish, prompt: 'Keep it the same', image: red })
  const two = await client.images.edit({
    ...wish,
    prompt: 'Keep both the same',
    image: [red, blue],
    seed: 4,
  } as never)

  const { data } = await sharp(Buffer.from(two.data?.[0]?.b64_json ?? '', 'base64'))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * 512 + x) * 3, (y * 512 + x) * 3 + 3)]
  const [first = 0, , last = 0] = (await sizeOf(one.data?.[0]?.b64_json)).first
  expect(first).toBeGreaterThan(200)
  expect(last).toBeLessThan(60)
  expect(at(128, 256)[0]).toBeGreaterThan(200)
  expect(at(384, 256)[2]).toBeGreaterThan(200)
})

test('asks for a price by query', async () => {
  const { client, sandbox } = await aServedSandbox()

  const estimate = await client.images.generate(
    { model: 'flux.2-flex', prompt: 'A lighthouse', size: '1920x1080' },
    { query: { dryRun: 'true' } },
  )

  expect(estimate).toMatchObject({ estimated: true, total_cost_micros: 120_000 })
  expect(sandbox.ledger()).toEqual([])
})

test('lists models and finds one', async () => {
  const { client } = await aServedSandbox()

  const ids = (await client.models.list()).data.map(({ id }) => id)

  expect(ids).toContain('flux.2-flex')
  expect(await client.models.retrieve('flux.2-flex')).toMatchObject({ owned_by: 'Black Forest Labs' })
})

test('sees refusals as its own errors, with the gateway’s code', async () => {
  const { client, sandbox } = await aServedSandbox()
  sandbox.script([
    { fault: '402', match: { nth: 1 } },
    { fault: '429', match: { nth: 2 } },
    { fault: 'reset-after-billing', match: { nth: 3 } },
  ])
  const generate = () => client.images.generate({ model: 'flux.2-flex', prompt: 'A lighthouse' })

  await expect(generate()).rejects.toMatchObject({ status: 402, code: 'INSUFFICIENT_BALANCE' })
  await expect(generate()).rejects.toBeInstanceOf(OpenAI.RateLimitError)
  await expect(generate()).rejects.toBeInstanceOf(OpenAI.APIConnectionError)
})

test('takes the sandbox itself as its fetch, without a port', async () => {
  const sandbox = await aSandbox()
  const client = new OpenAI({
    baseURL: 'http://sandbox.local/openai/v1',
    apiKey: 'none',
    fetch: sandbox.fetch,
  })
  const image = await toFile(await aPicture('#ff0000'), 'red.png', { type: 'image/png' })

  const made = await client.images.generate({
    model: 'flux.2-flex',
    prompt: 'x',
    response_format: 'b64_json',
  })
  const edited = await client.images.edit({
    model: 'flux.2-flex',
    prompt: 'x',
    image,
    response_format: 'b64_json',
  })

  expect(await sizeOf(made.data?.[0]?.b64_json)).toMatchObject({ width: 1024 })
  expect(await sizeOf(edited.data?.[0]?.b64_json)).toMatchObject({ width: 1024 })
})
