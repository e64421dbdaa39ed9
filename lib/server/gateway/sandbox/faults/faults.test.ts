import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { aSandbox, aServedSandbox, aWish, baseUrl, posted } from '../testing.ts'
import { type FaultName, faultNames, faultTable } from './fault-table.ts'

const generations = `${baseUrl}/images/generations`

async function withFault(fault: FaultName, wish: Record<string, unknown> = {}) {
  const sandbox = await aSandbox()
  sandbox.script([{ fault, times: 1 }])
  const response = await sandbox.fetch(generations, posted(aWish(wish)))
  return { sandbox, response, entry: () => sandbox.ledger()[0] }
}

test('every fault says in a sentence what it does', () => {
  for (const name of faultNames) expect(faultTable[name]({}).says.length).toBeGreaterThan(3)
})

describe('refusals', () => {
  test.each([
    ['401', 401, 'AUTHENTICATION_FAILED'],
    ['402', 402, 'INSUFFICIENT_BALANCE'],
    ['403', 403, 'FORBIDDEN'],
    ['404', 404, 'MODEL_NOT_FOUND'],
    ['404-disabled', 404, 'MODEL_DISABLED'],
    ['400', 400, 'INVALID_REQUEST'],
    ['moderation-input', 400, 'CONTENT_POLICY_VIOLATION'],
    ['moderation-output', 400, 'CONTENT_POLICY_VIOLATION'],
    ['408', 408, 'REQUEST_TIMEOUT'],
    ['409', 409, 'CONFLICT'],
    ['413', 413, 'REQUEST_TOO_LARGE'],
    ['422', 422, 'UNPROCESSABLE'],
    ['429', 429, 'RATE_LIMITED'],
    ['500', 500, 'INTERNAL_ERROR'],
    ['502-json', 502, 'ALL_PROVIDERS_EXHAUSTED'],
    ['503', 503, 'SERVICE_UNAVAILABLE'],
  ] as const)('%s answers %i with the envelope and costs nothing', async (fault, status, code) => {
    const { response, entry } = await withFault(fault)

    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, message: expect.any(String) } })
    expect(response.headers.get('x-lumenfall-request-id')).toBe(entry()?.id)
    expect(entry()).toMatchObject({
      cost_micros: 0,
      error_code: code,
      status: status < 500 ? 'rejected' : 'upstream_failure',
    })
  })

  test.each([
    ['429', null],
    ['429-seconds', '1'],
    ['429-garbage', 'soon, perhaps'],
    ['429-hour', '3600'],
    ['429-zero', '0'],
    ['429-negative', '-5'],
    ['503', '1'],
  ] as const)('%s has Retry-After %s', async (fault, expected) => {
    const { response } = await withFault(fault)

    expect(response.headers.get('retry-after')).toBe(expected)
  })

  test('429-date has a date in Retry-After', async () => {
    const { response } = await withFault('429-date')

    expect(Date.parse(response.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now())
  })

  test('a rule chooses the Retry-After itself', async () => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault: '429-seconds', retryAfter: '17' }])

    const response = await sandbox.fetch(generations, posted())

    expect(response.headers.get('retry-after')).toBe('17')
  })

  test.each([
    ['429-html', 429],
    ['502-html', 502],
    ['503-html', 503],
    ['524-html', 524],
    ['html-200', 200],
  ] as const)('%s answers %i with a page', async (fault, status) => {
    const { response } = await withFault(fault)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test.each(['moderation-charged', '502-charged'] as const)('%s costs a part', async (fault) => {
    const { sandbox, entry } = await withFault(fault)

    expect(entry()?.cost_micros).toBe(30_000)
    const balance = await sandbox.fetch('http://sandbox.local/v1/balance')
    expect(await balance.json()).toMatchObject({ available: { amount: 999.97 } })
  })

  test.each(['504-then-billed', '524-then-billed'] as const)(
    '%s gives up, and the call is completed and billed behind it',
    async (fault) => {
      const { response, entry } = await withFault(fault)

      expect(response.status).toBe(Number(fault.slice(0, 3)))
      await expect.poll(entry).toMatchObject({ status: 'completed', cost_micros: 60_000 })
    },
  )

  test.each([301, 302, 303, 307, 308] as const)('redirect-%i leads the POST elsewhere', async (status) => {
    const { response } = await withFault(`redirect-${status}`)

    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBeTruthy()
  })

  test('error-200 and refusal-200 are 200 and hold no picture', async () => {
    const failed = await withFault('error-200')
    const refused = await withFault('refusal-200')

    expect(failed.response.status).toBe(200)
    expect(await failed.response.json()).toHaveProperty('error.code', 'ALL_PROVIDERS_EXHAUSTED')
    expect(await refused.response.json()).toEqual({
      created: 0,
      data: [{ revised_prompt: 'I cannot draw that.' }],
    })
    expect(refused.entry()?.cost_micros).toBe(60_000)
  })

  test('moderation-retry carries the header that makes an SDK send again', async () => {
    const { response } = await withFault('moderation-retry')

    expect(response.headers.get('x-should-retry')).toBe('true')
  })
})

describe('broken connections, in the handler', () => {
  test.each([
    ['refused', 'ECONNREFUSED', undefined],
    ['reset-before-reading', 'ECONNRESET', undefined],
    ['reset-after-reading', 'ECONNRESET', { status: 'cancelled', cost_micros: 0 }],
    ['reset-before-billing', 'ECONNRESET', { status: 'cancelled', cost_micros: 0 }],
    ['reset-after-billing', 'ECONNRESET', { status: 'completed', cost_micros: 60_000 }],
    ['reset-mid-headers', 'ECONNRESET', { status: 'completed', cost_micros: 60_000 }],
  ] as const)('%s rejects with %s', async (fault, code, books) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])

    const answer = sandbox.fetch(generations, posted())

    await expect(answer).rejects.toMatchObject({ message: 'fetch failed', cause: { code } })
    if (books) expect(sandbox.ledger()).toMatchObject([books])
    else expect(sandbox.ledger()).toEqual([])
  })

  test.each([
    ['cut-1', 0.01],
    ['cut-50', 0.5],
    ['cut-99', 0.99],
    ['early-end', 0.5],
  ] as const)('%s breaks the body there, after it was billed', async (fault, share) => {
    const { response, entry } = await withFault(fault)
    const promised = Number(response.headers.get('content-length'))

    const { size, error } = await readAll(response)

    expect(size).toBe(Math.max(1, Math.floor(promised * share)))
    expect(error).toMatchObject({ message: 'terminated' })
    expect(entry()).toMatchObject({ cost_micros: 60_000, bytes_sent: size })
  })

  test.each([
    ['hang', 'cancelled', 0],
    ['hang-after-billing', 'completed', 60_000],
  ] as const)('%s answers nothing until the caller goes', async (fault, status, cost) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])
    const caller = new AbortController()

    const answer = sandbox.fetch(generations, posted(aWish(), { signal: caller.signal }))
    await expect
      .poll(() => sandbox.ledger()[0])
      .toMatchObject({ cost_micros: cost, fault: expect.any(String) })
    caller.abort()

    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => sandbox.ledger()[0]).toMatchObject({ status, cost_micros: cost })
  })

  test('drip sends so many bytes a second', async () => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault: 'drip', bytesPerSecond: 100_000 }])
    const response = await sandbox.fetch(generations, posted(aWish({ size: '64x64' })))
    const startedAt = performance.now()

    const { size } = await readAll(response)

    expect((1000 * size) / (performance.now() - startedAt)).toBeLessThan(130_000)
  })
})

describe('broken connections, on the wire', () => {
  test.each(['reset-before-reading', 'reset-after-billing', 'reset-mid-headers', 'refused'] as const)(
    '%s leaves the caller without a status',
    async (fault) => {
      const { sandbox, url } = await aServedSandbox()
      sandbox.script([{ fault }])

      await expect(fetch(`${url}/openai/v1/images/generations`, posted())).rejects.toThrow('fetch failed')
    },
  )

  test.each(['cut-1', 'cut-50', 'cut-99', 'early-end'] as const)('%s ends the body early', async (fault) => {
    const { sandbox, url } = await aServedSandbox()
    sandbox.script([{ fault }])

    const response = await fetch(`${url}/openai/v1/images/generations`, posted(aWish({ size: '1024x1024' })))
    const { size, error } = await readAll(response)

    expect(error).toMatchObject({ message: 'terminated' })
    expect(size).toBeLessThan(Number(response.headers.get('content-length')))
  })
})

describe('wrong answers', () => {
  const shapes: [FaultName, (data: unknown) => void][] = [
    ['no-data', (data) => expect(data).toEqual([])],
    ['fewer-than-n', (data) => expect(data).toHaveLength(1)],
    ['more-than-n', (data) => expect(data).toHaveLength(3)],
    ['item-errors', (data) => expect(data).toMatchObject([{ error: {} }, { error: {} }])],
    [
      'first-item-error',
      (data) => expect(data).toMatchObject([{ error: {} }, { b64_json: expect.any(String) }]),
    ],
    ['null-item', (data) => expect(data).toEqual([null, null])],
    ['url-null', (data) => expect(data).toEqual([{ url: null }, { url: null }])],
    ['b64-empty', (data) => expect(data).toEqual([{ b64_json: '' }, { b64_json: '' }])],
    [
      'private-url',
      (data) => expect(data).toHaveProperty('0.url', 'http://169.254.169.254/latest/meta-data/'),
    ],
    ['file-url', (data) => expect(data).toHaveProperty('0.url', 'file:///etc/passwd')],
  ]
  test.each(shapes)('%s', async (fault, check) => {
    const { response } = await withFault(fault, { n: 2 })

    check((await response.json()).data)
  })

  test.each([
    ['b64-newlines', /^.{76}\r\n/],
    ['b64-data-url', /^data:image\/png;base64,iVBOR/],
    ['b64-url-alphabet', /^[\w-]+$/],
    ['b64-not-base64', /^<</],
  ] as const)('%s', async (fault, shape) => {
    const { response } = await withFault(fault)

    expect((await response.json()).data[0].b64_json).toMatch(shape)
  })

  test('same-picture-twice gives one picture in both places', async () => {
    const { response } = await withFault('same-picture-twice', { n: 2 })

    const { data } = await response.json()
    expect(data[0].b64_json).toBe(data[1].b64_json)
  })

  test('cut-json is whole on the wire and broken as JSON', async () => {
    const { response } = await withFault('cut-json')

    const body = await response.text()
    expect(body.length).toBe(Number(response.headers.get('content-length')))
    expect(() => JSON.parse(body)).toThrow()
  })
})

describe('wrong pictures', () => {
  async function pictureWith(fault: FaultName): Promise<Buffer> {
    const { response } = await withFault(fault)
    return Buffer.from((await response.json()).data[0].b64_json, 'base64')
  }

  test.each(['jpeg', 'webp', 'gif'] as const)('says-png-is-%s is that', async (format) => {
    const { format: found } = await sharp(await pictureWith(`says-png-is-${format}`)).metadata()

    expect(found).toBe(format)
  })

  test('says-png-is-avif is that', async () => {
    expect((await pictureWith('says-png-is-avif')).toString('latin1', 4, 12)).toBe('ftypavif')
  })

  test.each(['image-cut-1', 'image-cut-50', 'image-cut-99', 'image-broken-byte'] as const)(
    '%s cannot be decoded whole',
    async (fault) => {
      const bytes = await pictureWith(fault)

      await expect(sharp(bytes, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow()
    },
  )

  test('other-size is another size', async () => {
    const { width, height } = await sharp(await pictureWith('other-size')).metadata()

    expect({ width, height }).toEqual({ width: 64, height: 448 })
  })

  test('pixel-bomb is small and says that it is vast', async () => {
    const bytes = await pictureWith('pixel-bomb')

    expect(bytes.length).toBeLessThan(64 * 1024)
    expect(bytes.readUInt32BE(16) * bytes.readUInt32BE(20)).toBe(268_435_456)
  })

  test('animated has more than one page', async () => {
    expect((await sharp(await pictureWith('animated'), { animated: true }).metadata()).pages).toBe(3)
  })

  test.each(['says-png-is-svg', 'says-png-is-html', 'says-png-is-pdf'] as const)(
    '%s is text',
    async (fault) => {
      expect((await pictureWith(fault)).toString('latin1', 0, 4)).toMatch(/^(<svg|<!do|%PDF)$/)
    },
  )
})

describe('links and books', () => {
  test.each([
    ['media-403', 403],
    ['media-404', 404],
    ['media-410', 410],
    ['media-500', 500],
  ] as const)('%s', async (fault, status) => {
    const sandbox = await aSandbox()
    const made = await sandbox.fetch(generations, posted(aWish({ response_format: 'url' })))
    const { url } = (await made.json()).data[0]
    sandbox.script([{ fault }])

    expect((await sandbox.fetch(url)).status).toBe(status)
  })

  test.each([
    ['media-redirect-same', '/media/elsewhere.png'],
    ['media-redirect-other', 'https://media.example.org/a.png'],
    ['media-redirect-private', 'http://10.0.0.1/a.png'],
    ['media-redirect-loop', ''],
  ] as const)('%s', async (fault, location) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])

    const response = await sandbox.fetch('http://sandbox.local/media/a.png')

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(location)
  })

  test('the books can be empty, late, show the cost late, or fail, without being wrong afterwards', async () => {
    let nowMs = Date.UTC(2026, 0, 1)
    const sandbox = await aSandbox({ clock: { now: () => new Date(nowMs) } })
    await sandbox.fetch(generations, posted())
    const read = async () => (await sandbox.fetch('http://sandbox.local/v1/requests')).json()

    sandbox.script([
      { fault: 'requests-empty', times: 1 },
      { fault: 'requests-500', times: 1 },
    ])
    expect((await read()).data).toEqual([])
    expect(await read()).toHaveProperty('error')
    expect((await read()).data).toHaveLength(1)

    sandbox.script([{ fault: 'requests-late', ms: 5000 }])
    expect((await read()).data).toEqual([])
    nowMs += 5000
    expect((await read()).data).toMatchObject([{ cost: 0.06 }])

    sandbox.script([{ fault: 'requests-cost-late', ms: 9000 }])
    expect((await read()).data).toMatchObject([{ cost: 0 }])
    nowMs += 5000
    expect((await read()).data).toMatchObject([{ cost: 0.06 }])
  })
})

describe('scripts', () => {
  test('a rule strikes the nth call, or those whose prompt contains a word, as often as it says', async () => {
    const sandbox = await aSandbox()
    const ask = async (prompt: string) => (await sandbox.fetch(generations, posted(aWish({ prompt })))).status

    sandbox.script([
      { fault: '500', match: { nth: 2 } },
      { fault: '402', match: { prompt: 'gold' }, times: 1 },
    ])

    expect(await ask('one')).toBe(200)
    expect(await ask('two')).toBe(500)
    expect(await ask('a gold ring')).toBe(402)
    expect(await ask('a gold ring')).toBe(200)
  })

  test('two scripts with the same chances strike the same calls', async () => {
    const run = async () => {
      const sandbox = await aSandbox()
      sandbox.script([{ fault: '500', probability: 0.5 }])
      const statuses: number[] = []
      for (let at = 0; at < 12; at++) statuses.push((await sandbox.fetch(generations, posted())).status)
      return statuses
    }

    const statuses = await run()

    expect(statuses).toEqual(await run())
    expect(new Set(statuses)).toEqual(new Set([200, 500]))
  })
})

describe('holds', () => {
  test('a call waits at the point until it is let go', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('before_billing', 'lighthouse')

    const answer = sandbox.fetch(generations, posted())
    await hold.reached
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 0, status: 'processing' }])
    hold.release()

    expect((await answer).status).toBe(200)
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 60_000, status: 'completed' }])
  })

  test('half of the body is there while a call waits in its middle', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('mid_body')
    const response = await sandbox.fetch(generations, posted())
    const reading = readAll(response)

    await hold.reached
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 60_000 }])
    hold.release()

    expect((await reading).size).toBe(Number(response.headers.get('content-length')))
  })

  test('closing lets go of everything that waits', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('read')
    const answer = sandbox.fetch(generations, posted())
    await hold.reached

    const closing = sandbox[Symbol.asyncDispose]()

    await expect(answer).rejects.toThrow('fetch failed')
    await closing
  })
})

async function readAll(response: Response): Promise<{ size: number; error: unknown }> {
  let size = 0
  try {
    for await (const chunk of response.body ?? []) size += chunk.byteLength
    return { size, error: null }
  } catch (error) {
    return { size, error }
  }
}
