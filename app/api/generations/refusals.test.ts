import { describe, expect, test } from 'vitest'
import type { App } from '#lib/server/app.ts'
import { ask, refused } from '#lib/server/testing/ask.ts'
import { aKey } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { POST } from './route.ts'

const wish = { prompt: 'A lighthouse at dusk', model: 'flux.2-flex' }

function press(body: unknown, headers: Record<string, string> = { 'idempotency-key': aKey() }) {
  return ask(POST, '/api/generations', { method: 'POST', body, headers })
}

/** Nothing is spent and nothing half-written: no row, and nobody was woken. */
async function expectNothingHappened(app: App & { courier: { wakes: number } }) {
  const owner = await app.store.findOrCreateOwner()
  expect((await app.store.team(owner.scope).generations.list({ limit: 50 })).generations).toEqual([])
  expect(await app.store.queue.nextDue()).toBeNull()
  expect(app.courier.wakes).toBe(0)
}

describe('a press is refused, and nothing happens, when', () => {
  const half = '\ud83d'
  const fields: [string, unknown, string][] = [
    ['there is no prompt', { model: 'flux.2-flex' }, 'prompt'],
    ['the prompt is empty', { ...wish, prompt: '' }, 'prompt'],
    ['the prompt is blank', { ...wish, prompt: ' \n\t\u00a0' }, 'prompt'],
    ['the prompt has a NUL', { ...wish, prompt: 'A fox\0' }, 'prompt'],
    ['the prompt has half of a surrogate pair', { ...wish, prompt: `A fox ${half}` }, 'prompt'],
    ['the prompt is too long', { ...wish, prompt: 'x'.repeat(8001) }, 'prompt'],
    ['the prompt is a number', { ...wish, prompt: 7 }, 'prompt'],
    ['the prompt is a list', { ...wish, prompt: ['A fox'] }, 'prompt'],
    ['the model is unknown', { ...wish, model: 'dall-e-2' }, 'model'],
    ['the model is a way through folders', { ...wish, model: '../../etc/passwd' }, 'model'],
    ['no image is asked for', { ...wish, n: 0 }, 'n'],
    ['eleven images are asked for', { ...wish, n: 11 }, 'n'],
    ['one and a half images are asked for', { ...wish, n: 1.5 }, 'n'],
    ['the number of images is a text', { ...wish, n: '2' }, 'n'],
    ['the number of images is nothing', { ...wish, n: null }, 'n'],
    ['the size is 0x0', { ...wish, size: '0x0' }, 'size'],
    ['the size has a multiplication sign', { ...wish, size: '1024×1024' }, 'size'],
    ['the size is beyond every model', { ...wish, size: '99999x99999' }, 'size'],
    ['the size is negative', { ...wish, size: '-1x5' }, 'size'],
    ['the shape has a zero', { ...wish, aspectRatio: '16:0' }, 'aspectRatio'],
    ['the scale is no scale', { ...wish, resolution: '4M' }, 'resolution'],
    ['the seed is negative', { ...wish, seed: -1 }, 'seed'],
    ['the seed is beyond 31 bits', { ...wish, seed: 2 ** 31 }, 'seed'],
    ['a field is unknown', { ...wish, webhook: 'http://evil.example' }, 'webhook'],
    ['an extra sets what the studio sets', { ...wish, extra: { n: 100 } }, 'extra.n'],
    ['an extra has an odd name', { ...wish, extra: { 'Guidance Scale': 3 } }, 'extra.Guidance Scale'],
    ['an extra is an object', { ...wish, extra: { style: { a: 1 } } }, 'extra.style'],
  ]
  test.each(fields)('%s', async (_, body, path) => {
    await using app = await createTestApp()

    const refusal = await refused(await press(body))

    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(refusal.details.fields?.map((field) => field.path)).toContain(path)
    expect(refusal.message).toMatch(/[.!]$/)
    await expectNothingHappened(app)
  })

  const raw: [string, string, string][] = [
    [
      'a field is __proto__',
      '{"prompt":"A fox","model":"flux.2-flex","__proto__":{"n":9}}',
      'invalid_request',
    ],
    [
      'a field is constructor',
      '{"prompt":"A fox","model":"flux.2-flex","constructor":{}}',
      'invalid_request',
    ],
    [
      'an extra is __proto__',
      '{"prompt":"A fox","model":"flux.2-flex","extra":{"__proto__":{"n":9}}}',
      'invalid_request',
    ],
    ['it is not JSON', 'prompt=A+fox', 'invalid_json'],
    ['it is cut short', '{"prompt":"A fox","model":"fl', 'invalid_json'],
    ['it is empty', '', 'invalid_json'],
    ['it is a list', '[{"prompt":"A fox","model":"flux.2-flex"}]', 'invalid_request'],
    ['it is a text', '"A fox"', 'invalid_request'],
    ['it is nothing', 'null', 'invalid_request'],
    ['it is nested beyond reason', `{"extra":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'invalid_request'],
  ]
  test.each(raw)('%s', async (_, body, code) => {
    await using app = await createTestApp()

    const refusal = await refused(await press(body))

    expect(refusal).toMatchObject({ status: 400, code })
    await expectNothingHappened(app)
  })

  test('it is larger than a mebibyte, whether it says so or not', async () => {
    await using app = await createTestApp()
    const body = JSON.stringify({ ...wish, prompt: 'x'.repeat(1024 * 1024) })

    const announced: Record<string, string>[] = [{}, { 'content-length': String(body.length) }]
    for (const headers of announced) {
      const refusal = await refused(await press(body, { 'idempotency-key': aKey(), ...headers }))
      expect(refusal).toMatchObject({ status: 413, code: 'too_large' })
    }
    await expectNothingHappened(app)
  })

  test('fewer bytes come than were announced', async () => {
    await using app = await createTestApp()
    const body = JSON.stringify(wish)

    const refusal = await refused(
      await press(body, { 'idempotency-key': aKey(), 'content-length': String(body.length + 10) }),
    )

    expect(refusal).toMatchObject({ status: 400, code: 'invalid_json' })
    await expectNothingHappened(app)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'its type is “%s”, which forms of other sites can send',
    async (type) => {
      await using app = await createTestApp()

      const refusal = await refused(
        await press(JSON.stringify(wish), { 'idempotency-key': aKey(), 'content-type': type }),
      )

      expect(refusal).toMatchObject({ status: 415, code: 'unsupported_media' })
      await expectNothingHappened(app)
    },
  )

  test.each([undefined, '', 'short', 'x'.repeat(201), 'with a space', 'ümlaut-key-1'])(
    'its key is %j',
    async (key) => {
      await using app = await createTestApp()

      const refusal = await refused(await press(wish, key === undefined ? {} : { 'idempotency-key': key }))

      expect(refusal).toMatchObject({ status: 400, code: 'key_required' })
      await expectNothingHappened(app)
    },
  )

  test('its key was used for something else', async () => {
    await using app = await createTestApp()
    const key = aKey()
    await press(wish, { 'idempotency-key': key })

    const refusal = await refused(await press({ ...wish, n: 2 }, { 'idempotency-key': key }))

    expect(refusal).toMatchObject({ status: 422, code: 'key_reused' })
    expect(app.courier.wakes).toBe(1)
  })

  const foreign: [string, Record<string, string>][] = [
    ['another site’s page', { origin: 'http://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another program on this machine', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }],
    ['a site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a name that was pointed at this machine', { host: 'evil.example:3000' }],
    ['a name that looks like this machine', { host: 'localhost.evil.example' }],
    ['no name at all', { host: '' }],
  ]
  test.each(foreign)('it comes from %s', async (_, headers) => {
    await using app = await createTestApp()

    const refusal = await refused(await press(wish, { 'idempotency-key': aKey(), ...headers }))

    expect(refusal).toMatchObject({ status: 403, code: 'wrong_origin' })
    await expectNothingHappened(app)
  })

  test('the studio listens beyond this machine, where nobody is signed in', async () => {
    await using app = await createTestApp({ environment: { HOST: '0.0.0.0' } })

    const refusal = await refused(await press(wish))

    expect(refusal.status).toBe(403)
    await expectNothingHappened(app)
  })
})

test('of two hundred bodies with fields nobody listed, none is stored with one', async () => {
  await using app = await createTestApp()
  const strangers = [
    'dryRun',
    'webhook',
    'webhook_url',
    'image_url',
    'image',
    'user',
    'stream',
    'response_format',
    'output_format',
    'idempotency_key',
    'N',
    'Prompt',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
    'model.id',
    'teamId',
    'requestedBy',
    'costMicros',
    'state',
    'steps',
    'guidance',
  ]
  const listed = ['prompt', 'model', 'n', 'size', 'aspectRatio', 'resolution', 'seed', 'extra']

  for (let round = 0; round < 200; round++) {
    const stranger = strangers[round % strangers.length] ?? ''
    const isExtra = Math.floor(round / strangers.length) % 2 === 0
    const body = isExtra
      ? { ...wish, extra: { steps: round, [stranger]: round } }
      : { ...wish, n: (round % 10) + 1, [stranger]: round }
    const response = await press(body)
    expect([201, 400]).toContain(response.status)
  }

  const owner = await app.store.findOrCreateOwner()
  const stored: string[] = []
  let before: string | undefined
  do {
    const page = await app.store.team(owner.scope).generations.list({ limit: 50, before })
    stored.push(...page.generations.map(({ request }) => JSON.stringify(request)))
    before = page.nextCursor ?? undefined
  } while (before)
  // Some extras are for the provider and pass; what the studio sets itself never does.
  expect(stored.length).toBeGreaterThan(10)
  expect(stored.length).toBeLessThan(100)
  for (const request of stored.map((text) => JSON.parse(text))) {
    expect(Object.keys(request).filter((name) => !listed.includes(name))).toEqual([])
    const odd = Object.keys(request.extra ?? {}).filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))
    expect(odd).toEqual([])
    for (const name of [
      'webhook',
      'webhook_url',
      'image',
      'user',
      'stream',
      'response_format',
      'idempotency_key',
    ]) {
      expect(request.extra ?? {}).not.toHaveProperty(name)
    }
  }
})
