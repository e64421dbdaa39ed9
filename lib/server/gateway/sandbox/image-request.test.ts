import { expect, test } from 'vitest'
import { readImageRequest } from './image-request.ts'
import { Refusal } from './refusal.ts'

const url = 'http://sandbox.local/openai/v1/images/generations'

function read(body: BodyInit) {
  return readImageRequest(new Request(url, { method: 'POST', body }), 'generations')
}

async function refusalOf(body: BodyInit): Promise<Refusal> {
  const outcome = await read(body).catch((error: unknown) => error)
  if (outcome instanceof Refusal) return outcome
  throw new Error('It was not refused')
}

const wish = (change: object) => JSON.stringify({ model: 'flux.2-flex', prompt: 'A lighthouse', ...change })

test.each([
  ['no prompt', '{"model":"flux.2-flex"}', "'prompt' is required."],
  ['no model', '{"prompt":"x"}', "'model' is required."],
  ['an empty model', wish({ model: '' }), "'model' is required."],
  ['a blank prompt', wish({ prompt: ' \n' }), "'prompt' must not be blank."],
  ['a prompt with NUL', wish({ prompt: 'a\0b' }), "'prompt' is not valid text."],
  ['a lone surrogate', '{"model":"flux.2-flex","prompt":"\\ud800"}', "'prompt' is not valid text."],
  ['a prompt that is a number', wish({ prompt: 7 }), "'prompt' must be a string."],
  ['n of 0', wish({ n: 0 }), "'n' must be at least 1."],
  ['n of 11', wish({ n: 11 }), "'n' must be at most 10."],
  ['n of 1.5', wish({ n: 1.5 }), "'n' must be a whole number."],
  ['n in words', wish({ n: '2' }), "'n' must be a whole number."],
  ['a size of nothing', wish({ size: '0x0' }), "'size' must be WxH, W:H or auto."],
  ['a size with a cross', wish({ size: '1024×1024' }), "'size' must be WxH, W:H or auto."],
  ['a size beyond reading', wish({ size: '9999999x1' }), "'size' must be WxH, W:H or auto."],
  ['a ratio in pixels', wish({ aspect_ratio: '1024x768' }), "'aspect_ratio' must be W:H or auto."],
  [
    'an unknown format',
    wish({ output_format: 'tiff' }),
    "'output_format' must be one of png, jpeg, gif, webp, avif.",
  ],
  ['a compression of 101', wish({ output_compression: 101 }), "'output_compression' must be at most 100."],
  [
    'an unknown response format',
    wish({ response_format: 'file' }),
    "'response_format' must be one of url, b64_json.",
  ],
  ['a negative seed', wish({ seed: -1 }), "'seed' must be at least 0."],
  ['a list', '[]', 'The body must be a JSON object.'],
  ['null', 'null', 'The body must be a JSON object.'],
  ['JSON cut short', '{"model":', 'The body is not valid JSON.'],
  ['nothing', '', 'The body is not valid JSON.'],
  [
    'what is nested without end',
    wish({ deep: JSON.parse('['.repeat(40) + ']'.repeat(40)) }),
    "'deep' is nested too deeply.",
  ],
])('%s is refused in a sentence', async (_, body, message) => {
  expect(await refusalOf(body)).toMatchObject({ code: 'INVALID_REQUEST', message })
})

test('bytes that are no text are refused', async () => {
  expect(await refusalOf(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).toMatchObject({ code: 'INVALID_REQUEST' })
})

test('a body over a megabyte is refused before it is read to its end', async () => {
  let pulls = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls++
      controller.enqueue(new Uint8Array(64 * 1024))
    },
  })
  const request = new Request(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit)

  await expect(readImageRequest(request, 'generations')).rejects.toMatchObject({
    code: 'REQUEST_TOO_LARGE',
    status: 413,
  })
  expect(pulls).toBeLessThan(24)
})

test('what the gateway does not know is kept apart and kept whole', async () => {
  const { wish: read1 } = await read(
    wish({ steps: 20, nested: { a: [1, null] }, size: '16:9', user: 'mem_1' }),
  )

  expect(read1).toMatchObject({
    model: 'flux.2-flex',
    user: 'mem_1',
    asked: { prompt: 'A lighthouse', size: '16:9' },
    extras: { steps: 20, nested: { a: [1, null] } },
  })
})

test('names that mean something to JavaScript are only names', async () => {
  const { wish: read1 } = await read(
    '{"model":"m","prompt":"p","__proto__":{"n":5},"constructor":1,"toString":2}',
  )

  expect(read1.asked).toEqual({ prompt: 'p' })
  expect(Object.keys(read1.extras).toSorted()).toEqual(['__proto__', 'constructor', 'toString'])
  expect(Object.getPrototypeOf(read1.extras)).toBe(Object.prototype)
})

test('a picture in the JSON of a generation is left out, and the request remembers it', async () => {
  const { wish: read1 } = await read(wish({ image: 'data:image/png;base64,AAAA' }))

  expect(read1.ignored).toEqual(['image'])
  expect(read1.extras).toEqual({})
})
