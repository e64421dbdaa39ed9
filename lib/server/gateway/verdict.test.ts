import { describe, expect, test } from 'vitest'
import { createAnswerScanner } from './answer-scanner.ts'
import type { Verdict } from './gateway.ts'
import { toVerdict } from './verdict.ts'

type Wire = { status: number; headers?: Record<string, string>; body: unknown }

function judge({ status, headers = {}, body }: Wire): Verdict {
  const scanner = createAnswerScanner(() => undefined)
  scanner.push(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
  const head = { status, headers, traceId: 'f'.repeat(32), receivedAt: '2026-11-23T10:00:00.000Z' }
  return toVerdict(head, scanner.finish(), '/nowhere')
}

function anEnvelope(code: string | null, message = 'No.', more: object = {}) {
  return { error: { message, type: 'some_error', code, ...more } }
}

describe('a refusal', () => {
  const page = '<html><h1>Bad gateway</h1></html>'

  type Row = [string, number, Wire['body'], Partial<Verdict>]
  test.each<Row>([
    [
      'F21 400',
      400,
      anEnvelope('INVALID_REQUEST'),
      { kind: 'failed', code: 'rejected', charged: 'no', gatewayCode: 'INVALID_REQUEST' },
    ],
    [
      '400 about a parameter with a tell-tale name',
      400,
      anEnvelope('INVALID_REQUEST', 'safety_tolerance must be at most 5'),
      { kind: 'failed', code: 'rejected', charged: 'no' },
    ],
    [
      'F23 401',
      401,
      anEnvelope('AUTHENTICATION_FAILED'),
      { kind: 'failed', code: 'key_refused', charged: 'no' },
    ],
    [
      'F23 402',
      402,
      anEnvelope('INSUFFICIENT_BALANCE'),
      { kind: 'failed', code: 'out_of_credit', charged: 'no' },
    ],
    ['F23 403', 403, page, { kind: 'failed', code: 'forbidden', charged: 'no' }],
    [
      'F23 404',
      404,
      anEnvelope('MODEL_DISABLED'),
      { kind: 'failed', code: 'model_unavailable', charged: 'no', gatewayCode: 'MODEL_DISABLED' },
    ],
    ['F23 413', 413, page, { kind: 'failed', code: 'rejected', charged: 'no' }],
    ['F23 422', 422, anEnvelope('INVALID_REQUEST'), { kind: 'failed', code: 'rejected', charged: 'no' }],
    [
      'F24 the gateway’s moderation',
      400,
      anEnvelope('CONTENT_POLICY_VIOLATION'),
      { kind: 'failed', code: 'moderated_input', charged: 'no' },
    ],
    [
      'F24 the same in small letters',
      400,
      anEnvelope('content_policy_violation'),
      { kind: 'failed', code: 'moderated_input' },
    ],
    [
      'F24 OpenAI’s moderation',
      400,
      anEnvelope(
        'moderation_blocked',
        'Your request was rejected by the safety system. safety_violations=[violence].',
      ),
      { kind: 'failed', code: 'moderated_input' },
    ],
    [
      'F24 BFL’s moderation of the prompt',
      400,
      anEnvelope(null, 'Request Moderated'),
      { kind: 'failed', code: 'moderated_input' },
    ],
    [
      'F24 BFL’s moderation of the picture',
      400,
      anEnvelope(null, 'Content Moderated'),
      { kind: 'failed', code: 'moderated_output', charged: 'unclear' },
    ],
    [
      'F24 moderation in a flat body',
      400,
      { error_code: 'CONTENT_POLICY_VIOLATION' },
      { kind: 'failed', code: 'moderated_input', gatewayCode: 'CONTENT_POLICY_VIOLATION' },
    ],
    [
      'F24 moderation with another status',
      422,
      anEnvelope('CONTENT_POLICY_VIOLATION', 'The generated image was blocked'),
      { kind: 'failed', code: 'moderated_output', charged: 'unclear' },
    ],
    [
      'F52 moderation that cost nothing',
      400,
      { ...anEnvelope('CONTENT_POLICY_VIOLATION'), metadata: { cost: 0 } },
      { kind: 'failed', charged: 'no', costMicros: 0 },
    ],
    [
      'F52 moderation that cost a part',
      400,
      anEnvelope('CONTENT_POLICY_VIOLATION', 'No.', { metadata: { cost: 0.012 } }),
      { kind: 'failed', charged: 'yes', costMicros: 12_000 },
    ],
    [
      'F15 429 in the envelope',
      429,
      anEnvelope('RATE_LIMITED'),
      { kind: 'again', afterMs: null, gatewayCode: 'RATE_LIMITED' },
    ],
    [
      '429 in the envelope, charged all the same',
      429,
      { ...anEnvelope('RATE_LIMITED'), metadata: { cost: 0.06 } },
      { kind: 'failed', code: 'rate_limited', charged: 'yes' },
    ],
    ['F15 429 as a page', 429, page, { kind: 'unclear', code: 'rate_limited' }],
    ['429 with nothing', 429, '', { kind: 'unclear', code: 'rate_limited' }],
    ['429 in some other JSON', 429, { error: 'slow down' }, { kind: 'unclear', code: 'rate_limited' }],
    ['F19 503 in the envelope', 503, anEnvelope('INTERNAL_ERROR'), { kind: 'again', afterMs: null }],
    ['503 as a page', 503, page, { kind: 'unclear', code: 'no_answer' }],
    [
      'F16 500 in the envelope',
      500,
      anEnvelope('INTERNAL_ERROR'),
      { kind: 'failed', code: 'provider_failed', charged: 'unclear' },
    ],
    [
      'F16 500 that cost nothing',
      500,
      { ...anEnvelope('INTERNAL_ERROR'), metadata: { cost: 0 } },
      { kind: 'failed', code: 'provider_failed', charged: 'no' },
    ],
    [
      '500 that cost',
      500,
      { ...anEnvelope('INTERNAL_ERROR'), metadata: { cost: 0.06 } },
      { kind: 'failed', code: 'provider_failed', charged: 'yes' },
    ],
    [
      '502 of one provider',
      502,
      anEnvelope('UPSTREAM_ERROR'),
      { kind: 'failed', code: 'provider_failed', charged: 'unclear' },
    ],
    ['F17 502 as a page', 502, page, { kind: 'unclear', code: 'no_answer' }],
    [
      'F18 502 of all providers',
      502,
      anEnvelope('ALL_PROVIDERS_EXHAUSTED'),
      { kind: 'unclear', code: 'provider_failed' },
    ],
    [
      'F18 502 of all providers, with a price',
      502,
      { ...anEnvelope('ALL_PROVIDERS_EXHAUSTED'), metadata: { cost: 0 } },
      { kind: 'failed', code: 'provider_failed', charged: 'no' },
    ],
    [
      '502 of all providers by moderation',
      502,
      anEnvelope('ALL_PROVIDERS_EXHAUSTED', 'NO_IMAGE: IMAGE_SAFETY'),
      { kind: 'unclear', code: 'moderated_output' },
    ],
    [
      '504 in the envelope',
      504,
      anEnvelope('UPSTREAM_ERROR'),
      { kind: 'failed', code: 'provider_failed', charged: 'unclear' },
    ],
    ['F20 504 with nothing', 504, '', { kind: 'unclear', code: 'no_answer' }],
    ['500 in some other JSON', 500, { message: 'oops' }, { kind: 'unclear', code: 'no_answer' }],
    ['F21 524 as a page', 524, page, { kind: 'unclear', code: 'no_answer' }],
    ['F22 408', 408, anEnvelope('INVALID_REQUEST'), { kind: 'unclear', code: 'no_answer' }],
    ['F22 409', 409, anEnvelope('INVALID_REQUEST'), { kind: 'unclear', code: 'no_answer' }],
    ['F22 425', 425, page, { kind: 'unclear', code: 'no_answer' }],
    ['F47 a redirect', 307, '', { kind: 'unclear', code: 'no_answer' }],
  ])('%s', (_, status, body, expected) => {
    const verdict = judge({ status, body })

    expect(verdict).toMatchObject({ ...expected, gatewayStatus: status })
  })

  test.each([
    ['a number of seconds', '7', 7000],
    ['no wait', '0', 0],
    ['an hour', '3600', 3_600_000],
    ['a date of the gateway’s own clock', 'Mon, 23 Nov 2026 09:00:30 GMT', 30_000],
    ['a date that is over', 'Mon, 23 Nov 2026 08:00:00 GMT', null],
    ['a negative number', '-5', null],
    ['words', 'soon', null],
    ['nothing', '', null],
    ['a number that is none', 'NaN', null],
  ])('F15 says how long to wait by %s', (_, value, afterMs) => {
    const headers = { 'retry-after': value, date: 'Mon, 23 Nov 2026 09:00:00 GMT' }

    expect(judge({ status: 429, headers, body: anEnvelope('RATE_LIMITED') })).toMatchObject({
      kind: 'again',
      afterMs,
    })
  })

  test('a date without the gateway’s clock counts from when the answer came', () => {
    const headers = { 'retry-after': 'Mon, 23 Nov 2026 10:00:09 GMT' }

    expect(judge({ status: 503, headers, body: anEnvelope('INTERNAL_ERROR') })).toMatchObject({
      afterMs: 9000,
    })
  })

  test('nothing of the gateway’s free text gets into what is kept', () => {
    const verdict = judge({
      status: 400,
      headers: { 'x-lumenfall-request-id': '<script>', 'x-lumenfall-provider': 'a\tb' },
      body: {
        error: { code: 'Bearer lmnfl_abc.def!', type: 'x'.repeat(65), message: 'your key lmnfl_abc.def' },
      },
    })

    expect(verdict).toMatchObject({ gatewayCode: null, requestId: null, provider: null })
    expect(JSON.stringify(verdict)).not.toContain('lmnfl')
  })
})
