import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readAnswer } from './answer.ts'
import type { Verdict } from './gateway.ts'

const folders: string[] = []

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

type Wire = { headers?: Record<string, string>; body: unknown }

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'answer-'))
  folders.push(folder)
  return folder
}

async function read({ headers = {}, body }: Wire): Promise<Verdict & { folder: string }> {
  const folder = await aFolder()
  const file = join(folder, 'att_1.answer')
  const head = { status: 200, headers, traceId: 'f'.repeat(32), receivedAt: '2026-11-23T10:00:00.000Z' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  await writeFile(file, `${JSON.stringify(head)}\n${text}`)
  return { ...(await readAnswer(file, join(folder, 'out'))), folder }
}

const bytes = Buffer.from('the bytes of a picture')
const b64_json = bytes.toString('base64')

function anEnvelope(code: string | null, message = 'No.', more: object = {}) {
  return { error: { message, type: 'some_error', code, ...more } }
}

describe('an answer with a picture', () => {
  test('gives its bytes in a file, and everything it says about the call', async () => {
    const verdict = await read({
      headers: { 'x-lumenfall-request-id': 'req_9' },
      body: {
        id: 'req_8',
        created: 1,
        data: [{ b64_json, revised_prompt: 'a calmer sea' }],
        metadata: { executed_model: 'fal/flux.2-flex', provider: 'fal', cost: 0.06, cost_currency: 'USD' },
      },
    })

    expect(verdict).toMatchObject({
      kind: 'image',
      source: { kind: 'file' },
      requestId: 'req_9',
      costMicros: 60_000,
      provider: 'fal',
      executedModel: 'fal/flux.2-flex',
      revisedPrompt: 'a calmer sea',
      gatewayStatus: 200,
      gatewayCode: null,
    })
    if (verdict.kind !== 'image' || verdict.source.kind !== 'file') throw new Error('not a file')
    expect(await readFile(verdict.source.path)).toEqual(bytes)
  })

  test('gives a link when that is what came', async () => {
    const url = 'https://media.lumenfall.ai/a.png'

    expect(await read({ body: { data: [{ url }] } })).toMatchObject({
      kind: 'image',
      source: { kind: 'link', url },
    })
  })

  test('says the same when it is read again', async () => {
    const folder = await aFolder()
    const file = join(folder, 'att_1.answer')
    await writeFile(
      file,
      `{"status":200,"headers":{},"traceId":"x"}\n${JSON.stringify({ data: [{ b64_json }] })}`,
    )

    const first = await readAnswer(file, folder)

    expect(await readAnswer(file, folder)).toEqual(first)
    expect(await readFile(join(folder, 'att_1.picture'))).toEqual(bytes)
  })

  test('takes provider, model and id from the headers when the body has none', async () => {
    const headers = {
      'x-lumenfall-provider': 'replicate',
      'x-lumenfall-model': 'flux.2-flex',
      'x-lumenfall-request-id': 'req_h',
    }

    expect(await read({ headers, body: { data: [{ b64_json }] } })).toMatchObject({
      provider: 'replicate',
      executedModel: 'flux.2-flex',
      requestId: 'req_h',
    })
  })

  test.each([
    ['more pictures than asked for', { data: [{ b64_json }, { b64_json: 'AAAA' }] }],
    ['a failed picture beside a good one', { data: [anEnvelope('UPSTREAM_ERROR'), { b64_json }] }],
    ['an empty picture before a good one', { data: [{ b64_json: '' }, { b64_json }] }],
    ['a byte order mark', `\uFEFF{"data":[{"b64_json":"${b64_json}"}]}`],
    ['the same key twice', `{"data":[],"data":[{"b64_json":"${b64_json}"}]}`],
    [
      'a prompt of a hundred thousand characters',
      { data: [{ b64_json, revised_prompt: 'x'.repeat(100_000) }] },
    ],
    [
      'more nesting than anybody promised',
      `{"data":[{"b64_json":"${b64_json}"}],"x":${'['.repeat(500)}${']'.repeat(500)}}`,
    ],
    ['an error that is null', { error: null, data: [{ b64_json }] }],
  ])('keeps the picture with %s', async (_, body) => {
    const verdict = await read({ body })

    expect(verdict).toMatchObject({ kind: 'image', source: { kind: 'file' } })
    if (verdict.kind !== 'image' || verdict.source.kind !== 'file') throw new Error('not a file')
    expect(await readFile(verdict.source.path)).toEqual(bytes)
  })

  test.each([
    ['NaN', `{"data":[{"b64_json":"${b64_json}"}],"metadata":{"cost":NaN}}`, null],
    ['negative', { data: [{ b64_json }], metadata: { cost: -0.06 } }, null],
    ['absurd', { data: [{ b64_json }], metadata: { cost: 1e300 } }, null],
    ['in another currency', { data: [{ b64_json }], metadata: { cost: 0.06, cost_currency: 'EUR' } }, null],
    ['a text', { data: [{ b64_json }], metadata: { cost: '0.06' } }, 60_000],
    ['a fraction that binary numbers have not', { data: [{ b64_json }], metadata: { cost: 0.29 } }, 290_000],
    ['nothing', { data: [{ b64_json }], metadata: { cost: 0 } }, 0],
    ['an object', { data: [{ b64_json }], metadata: { cost: {} } }, null],
    ['missing', { data: [{ b64_json }], metadata: null }, null],
  ])('has a price that is %s', async (_, body, costMicros) => {
    expect(await read({ body })).toMatchObject({ kind: 'image', costMicros })
  })
})

describe('a success without a picture', () => {
  type Row = [string, Wire['body'], Partial<Verdict>]
  test.each<Row>([
    ['F25 no data', { data: [] }, { kind: 'unclear', code: 'no_image' }],
    [
      'no data that was charged',
      { data: [], metadata: { cost: 0.06 } },
      { kind: 'failed', code: 'no_image', charged: 'yes', costMicros: 60_000 },
    ],
    [
      'no data that was free',
      { data: [], metadata: { cost: 0 } },
      { kind: 'failed', code: 'no_image', charged: 'no' },
    ],
    ['no such field', { created: 1 }, { kind: 'unclear', code: 'no_image' }],
    ['F29 an empty link', { data: [{ url: null }] }, { kind: 'unclear', code: 'no_image' }],
    ['F29 an empty picture', { data: [{ b64_json: '' }] }, { kind: 'unclear', code: 'no_image' }],
    ['data of the wrong type', { data: 'none' }, { kind: 'unclear', code: 'no_image' }],
    [
      'F24 a refusal in words',
      { data: [{ text: 'I cannot draw that.' }] },
      { kind: 'unclear', code: 'no_image' },
    ],
    [
      'F28 only failed pictures',
      { data: [anEnvelope('UPSTREAM_ERROR')] },
      { kind: 'unclear', code: 'provider_failed', gatewayCode: 'UPSTREAM_ERROR' },
    ],
    ['an error', anEnvelope('UPSTREAM_ERROR'), { kind: 'unclear', code: 'provider_failed' }],
    [
      'a refusal by moderation',
      anEnvelope('CONTENT_POLICY_VIOLATION'),
      { kind: 'failed', code: 'moderated_input', charged: 'no' },
    ],
    [
      'a moderated picture',
      { data: [anEnvelope(null, 'Content Moderated')] },
      { kind: 'failed', code: 'moderated_output', charged: 'unclear' },
    ],
    [
      'a moderated picture that cost',
      { ...anEnvelope(null, 'Content Moderated'), metadata: { cost: 0.01 } },
      { kind: 'failed', code: 'moderated_output', charged: 'yes', costMicros: 10_000 },
    ],
    [
      'a refused key',
      anEnvelope('AUTHENTICATION_FAILED'),
      { kind: 'failed', code: 'key_refused', charged: 'no' },
    ],
    [
      'F30 a page',
      '<!doctype html><h1>Welcome to the hotel</h1>',
      { kind: 'unclear', code: 'answer_unreadable' },
    ],
    ['nothing at all', '', { kind: 'unclear', code: 'answer_unreadable' }],
    ['a text', '"done"', { kind: 'unclear', code: 'no_image' }],
    [
      'F31 a cut answer',
      `{"data":[{"b64_json":"${b64_json}"}],"meta`,
      { kind: 'unclear', code: 'answer_cut' },
    ],
    ['a cut picture', `{"data":[{"b64_json":"${b64_json}`, { kind: 'unclear', code: 'answer_cut' }],
    [
      'F31 a bottomless answer',
      `{"data":${'['.repeat(50_000)}`,
      { kind: 'unclear', code: 'answer_unreadable' },
    ],
    [
      'F32 a picture that is no base64',
      { data: [{ b64_json: '!!!' }] },
      { kind: 'failed', code: 'image_unreadable', charged: 'unclear' },
    ],
    [
      'the same, charged',
      { data: [{ b64_json: '!!!' }], metadata: { cost: 0.06 } },
      { kind: 'failed', code: 'image_unreadable', charged: 'yes' },
    ],
  ])('%s', async (_, body, expected) => {
    const { folder, ...verdict } = await read({ body })

    expect(verdict).toMatchObject(expected)
    expect(await readdir(join(folder, 'out'))).toEqual([])
  })
})

test('a file that the studio did not write is unreadable, and costs no exception', async () => {
  const folder = await aFolder()
  for (const text of ['', 'no head', '{"status":"x"}\n{}', 'x'.repeat(200_000)]) {
    await writeFile(join(folder, 'a.answer'), text)

    expect(await readAnswer(join(folder, 'a.answer'), folder)).toMatchObject({
      kind: 'unclear',
      code: 'answer_unreadable',
    })
  }
})
