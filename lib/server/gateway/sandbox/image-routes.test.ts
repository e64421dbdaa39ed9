import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { aFolder, aSandbox, aWish, baseUrl, posted } from '#lib/server/testing/test-sandbox.ts'

const generations = `${baseUrl}/images/generations`
const account = 'http://sandbox.local/v1'

async function readJson(answer: Promise<Response>) {
  return (await answer).json()
}

function aForm(fields: Record<string, string | Blob | Blob[]>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) form.append(name, one)
  }
  return form
}

async function aPicture(width = 300, height = 200): Promise<Blob> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#d94f30' } })
    .png()
    .toBuffer()
  return new File([new Uint8Array(bytes)], 'picture.png', { type: 'image/png' })
}

describe('POST /images/generations', () => {
  test('answers with a link, the cost, and who drew it', async () => {
    const sandbox = await aSandbox()

    const response = await sandbox.fetch(
      generations,
      posted({ model: 'flux.2-flex', prompt: 'A lighthouse' }),
    )

    expect(response.status).toBe(200)
    const body = await response.json()
    expect(body).toMatchObject({
      id: expect.stringMatching(/^req_/),
      created: expect.any(Number),
      size: '1024x1024',
      output_format: 'png',
      data: [{ url: expect.stringMatching(/^http:\/\/sandbox\.local\/media\/.+\.png$/) }],
      metadata: {
        model: 'flux.2-flex',
        executed_model: 'sandbox/flux.2-flex',
        provider: 'sandbox',
        cost: 0.06,
        cost_currency: 'USD',
      },
    })
    expect(response.headers.get('x-lumenfall-provider')).toBe('sandbox')
    expect(response.headers.get('x-lumenfall-model')).toBe('flux.2-flex')
    expect(response.headers.get('x-lumenfall-request-id')).toBe(body.id)
    const picture = await sandbox.fetch(body.data[0].url)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 1024, height: 1024 })
  })

  test('n pictures are n different pictures at n times the price', async () => {
    const sandbox = await aSandbox()

    const { data, metadata } = await readJson(sandbox.fetch(generations, posted(aWish({ n: 3 }))))

    expect(new Set(data.map((item: { b64_json: string }) => item.b64_json)).size).toBe(3)
    expect(metadata.cost).toBeCloseTo(0.18)
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 180_000 }])
  })

  test('the same words and the same seed are the same bytes; another seed is another picture', async () => {
    const draw = async (seed: number) => {
      const sandbox = await aSandbox()
      const { data } = await readJson(sandbox.fetch(generations, posted(aWish({ seed }))))
      return data[0].b64_json
    }

    const first = await draw(7)

    expect(await draw(7)).toBe(first)
    expect(await draw(8)).not.toBe(first)
  })

  test.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)('gives %s when asked for it', async (format) => {
    const sandbox = await aSandbox()

    const { data, output_format } = await readJson(
      sandbox.fetch(generations, posted(aWish({ output_format: format }))),
    )

    const { format: found, width } = await sharp(Buffer.from(data[0].b64_json, 'base64')).metadata()
    expect(output_format).toBe(format)
    expect([found, width]).toEqual([format === 'avif' ? 'heif' : format, 256])
  })

  test('more compression makes a smaller file', async () => {
    const sandbox = await aSandbox()
    const size = async (output_compression: number) => {
      const wish = aWish({ output_format: 'jpeg', output_compression, seed: 1 })
      const { data } = await readJson(sandbox.fetch(generations, posted(wish)))
      return data[0].b64_json.length
    }

    expect(await size(20)).toBeLessThan((await size(95)) / 2)
  })

  test('the ledger knows the call by its trace, its user and its key’s id, and not by the key', async () => {
    const folder = await aFolder()
    const sandbox = await aSandbox({ folder, keys: 'any' })
    const headers = {
      authorization: 'Bearer lmnfl_abc.secret',
      traceparent: `00-${'ab'.repeat(16)}-${'12'.repeat(8)}-01`,
    }

    await sandbox.fetch(generations, posted(aWish({ user: 'mem_1' }), { headers }))

    const { data } = await readJson(sandbox.fetch(`${account}/requests`, { headers }))
    expect(data).toMatchObject([
      {
        object: 'request',
        model: 'flux.2-flex',
        modality: 'image',
        endpoint: '/openai/v1/images/generations',
        status: 'completed',
        cost: 0.06,
        currency: 'USD',
        trace_id: 'ab'.repeat(16),
        user: 'mem_1',
        error_code: null,
        key_id: expect.stringMatching(/^key_/),
      },
    ])
    expect(JSON.stringify(sandbox.ledger())).not.toContain('secret')
  })
})

describe('POST /images/edits', () => {
  const edits = `${baseUrl}/images/edits`
  const send = (form: FormData) => ({ method: 'POST', body: form })

  test('takes one picture as image and several as image[], and bills each by its megapixels', async () => {
    const sandbox = await aSandbox()
    const one = aForm({
      model: 'flux.2-flex',
      prompt: 'Make it blue',
      image: await aPicture(),
      size: '256x256',
    })
    const many = aForm({
      model: 'flux.2-flex',
      prompt: 'Put them together',
      'image[]': [await aPicture(), await aPicture(1200, 1100)],
      n: '2',
    })

    const first = await readJson(sandbox.fetch(edits, send(one)))
    const second = await readJson(sandbox.fetch(edits, send(many)))

    expect(first.metadata.cost).toBeCloseTo(0.12)
    expect(second.metadata.cost).toBeCloseTo(2 * (0.06 + 0.06 + 0.12))
    expect(second.data).toHaveLength(2)
  })

  test('an edit that names no shape keeps that of the first picture', async () => {
    const sandbox = await aSandbox()
    const form = aForm({ model: 'flux.2-flex', prompt: 'Make it blue', image: await aPicture(900, 1600) })

    const { size } = await readJson(sandbox.fetch(edits, send(form)))

    expect(size).toBe('768x1360')
  })

  test.each([
    [
      'JSON',
      { method: 'POST', body: '{"model":"flux.2-flex"}', headers: { 'content-type': 'application/json' } },
    ],
    ['a form without a picture', send(aForm({ model: 'flux.2-flex', prompt: 'Blue' }))],
    ['a picture in words', send(aForm({ model: 'flux.2-flex', prompt: 'Blue', image: 'a cat' }))],
    [
      'a file that is no picture',
      send(aForm({ model: 'flux.2-flex', prompt: 'Blue', image: new Blob(['<svg/>']) })),
    ],
    ['an empty file', send(aForm({ model: 'flux.2-flex', prompt: 'Blue', image: new Blob([]) }))],
    [
      'a form cut short',
      {
        method: 'POST',
        body: '--x\r\nContent-Disp',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
    ],
  ])('refuses %s', async (_, init) => {
    const sandbox = await aSandbox()

    const response = await sandbox.fetch(edits, init)

    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty('error.code', 'INVALID_REQUEST')
    expect(sandbox.ledger()).toMatchObject([{ status: 'rejected', cost_micros: 0 }])
  })

  test('refuses a model that does not edit, and more pictures than a model takes', async () => {
    const sandbox = await aSandbox()
    const picture = await aPicture()
    const mock = aForm({ model: 'mock-image', prompt: 'Blue', image: picture })
    const crowd = aForm({ model: 'flux.2-pro', prompt: 'Blue', 'image[]': Array(10).fill(picture) })

    const wrongMode = await readJson(sandbox.fetch(edits, send(mock)))
    const tooMany = await readJson(sandbox.fetch(edits, send(crowd)))

    expect(wrongMode.error.message).toContain("'mock-image' does not support image editing")
    expect(tooMany.error.message).toContain('at most 9')
  })
})

describe('?dryRun=true', () => {
  test('tells the price by its parts and spends nothing', async () => {
    const sandbox = await aSandbox()
    const form = aForm({
      model: 'flux.2-flex',
      prompt: 'Blue',
      size: '2048x1024',
      image: await aPicture(2000, 2000),
      n: '2',
    })

    const response = sandbox.fetch(`${baseUrl}/images/edits?dryRun=true`, { method: 'POST', body: form })

    expect(await readJson(response)).toMatchObject({
      estimated: true,
      model: 'flux.2-flex',
      provider: 'sandbox',
      total_cost_micros: 720_000,
      currency: 'USD',
      components: [
        { type: 'output', metric: 'megapixel', billable_quantity: 4, unit_price: 0.06, total_cost: 240_000 },
        { type: 'input', metric: 'megapixel', billable_quantity: 8, unit_price: 0.06, total_cost: 480_000 },
      ],
    })
    expect(sandbox.ledger()).toEqual([])
    expect(await readJson(sandbox.fetch(`${account}/balance`))).toMatchObject({ available: { amount: 1000 } })
  })

  test('refuses what the call itself would refuse', async () => {
    const sandbox = await aSandbox()
    const wish = aWish({ size: '2048x2048', output_format: 'avif' })

    const { error } = await readJson(sandbox.fetch(`${generations}?dryRun=true`, posted(wish)))

    expect(error).toMatchObject({
      code: 'INVALID_REQUEST',
      message: 'AVIF is made up to 1600 pixels a side.',
    })
  })

  test('mock-image is free', async () => {
    const sandbox = await aSandbox()

    const wish = aWish({ model: 'mock-image' })
    expect(await readJson(sandbox.fetch(`${generations}?dryRun=true`, posted(wish)))).toMatchObject({
      total_cost_micros: 0,
    })
  })
})
