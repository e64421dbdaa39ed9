import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { aSandbox, aServedSandbox } from '#lib/server/testing/test-sandbox.ts'
import { ImageUnreadable } from '../imaging/imaging.ts'
import { openImaging } from '../imaging/open-imaging.ts'
import { aCall, aGateway } from '../testing/gateway-calls.ts'
import { readAnswer } from './answer.ts'
import type { Gateway, PaidCall } from './gateway.ts'
import { faultNames, faultTable } from './sandbox/faults/fault-table.ts'
import type { Sandbox } from './sandbox/sandbox.ts'

const never = new AbortController().signal
const imaging = openImaging({ log: pino({ level: 'silent' }) })
const root = mkdtempSync(join(tmpdir(), 'faults-'))

afterAll(async () => {
  await imaging[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

/** What one call comes to, in a few words: how it ended, what its answer means, and whether its picture is one. */
async function outcomeOf(gateway: Gateway, changes: Partial<PaidCall> = {}): Promise<string> {
  const folder = mkdtempSync(join(root, 'call-'))
  const answerFile = join(folder, 'att_1.answer')
  const call = aCall({ size: { width: 256, height: 192 }, deadlineMs: 30_000, ...changes })
  const exchange = await gateway.generate(call, answerFile, never)
  if (exchange.kind !== 'answered') return `${exchange.kind} ${exchange.reason}`
  const verdict = await readAnswer(answerFile, folder)
  if (verdict.kind === 'again') return `again ${toWait(verdict.afterMs)}`
  if (verdict.kind === 'unclear') return `unclear ${verdict.code}`
  if (verdict.kind === 'failed') return `failed ${verdict.code} ${verdict.charged}`
  const file = join(folder, 'picture')
  if (verdict.source.kind === 'link') {
    const fetched = await gateway.fetchMedia(verdict.source.url, file, never)
    if (fetched.kind !== 'fetched') return `link ${fetched.kind}`
  }
  const path = verdict.source.kind === 'file' ? verdict.source.path : file
  return imaging.inspect(path, folder).then(
    ({ format, width, height }) => `${format} ${width}x${height} for ${verdict.costMicros}`,
    (error: unknown) => (error instanceof ImageUnreadable ? 'image unreadable' : String(error)),
  )
}

// A date is rounded to seconds, and some time goes by before it is read.
function toWait(ms: number | null): string {
  if (ms === null) return 'some time'
  return ms > 60_000 ? `${Math.round(ms / 60_000)} min` : `${ms / 1000} s`
}

const whole = 'png 256x192 for 60000'
const withoutPrice = 'png 256x192 for null'

const outcomes: Record<string, string> = {
  '400': 'failed rejected no',
  '401': 'failed key_refused no',
  '402': 'failed out_of_credit no',
  '403': 'failed forbidden no',
  '404': 'failed model_unavailable no',
  '404-disabled': 'failed model_unavailable no',
  '408': 'unclear no_answer',
  '409': 'unclear no_answer',
  '413': 'failed rejected no',
  '422': 'failed rejected no',
  '425': 'unclear no_answer',
  'moderation-input': 'failed moderated_input no',
  'moderation-output': 'failed moderated_output unclear',
  'moderation-charged': 'failed moderated_output unclear',
  'moderation-retry': 'failed moderated_input no',
  '429': 'again some time',
  '429-seconds': 'again 1 s',
  '429-date': 'again 60 min',
  '429-garbage': 'again some time',
  '429-hour': 'again 60 min',
  '429-zero': 'again 0 s',
  '429-negative': 'again some time',
  '429-html': 'unclear rate_limited',
  '500': 'failed provider_failed unclear',
  '502-json': 'unclear provider_failed',
  '502-charged': 'unclear provider_failed',
  '502-html': 'unclear no_answer',
  '503': 'again 1 s',
  '503-html': 'unclear no_answer',
  '504-then-billed': 'unclear no_answer',
  '524-html': 'unclear no_answer',
  '524-then-billed': 'unclear no_answer',
  'redirect-301': 'broken redirect',
  'redirect-302': 'broken redirect',
  'redirect-303': 'broken redirect',
  'redirect-307': 'broken redirect',
  'redirect-308': 'broken redirect',
  'html-200': 'unclear answer_unreadable',
  'error-200': 'unclear provider_failed',
  'refusal-200': 'unclear no_image',
  'reset-before-reading': 'broken reset',
  'reset-after-reading': 'broken reset',
  'reset-before-billing': 'broken reset',
  'reset-after-billing': 'broken reset',
  'reset-mid-headers': 'broken reset',
  'cut-1': 'broken reset',
  'cut-50': 'broken reset',
  'cut-99': 'broken reset',
  'early-end': 'broken reset',
  hang: 'broken timeout',
  'hang-after-billing': 'broken timeout',
  'hang-mid-body': 'broken timeout',
  drip: 'broken timeout',
  late: whole,
  'date-tomorrow': whole,
  'no-data': 'failed no_image yes',
  'fewer-than-n': 'failed no_image yes',
  'more-than-n': whole,
  'same-picture-twice': whole,
  'item-errors': 'failed provider_failed yes',
  'first-item-error': 'failed provider_failed yes',
  'null-item': 'failed no_image yes',
  'url-null': 'failed no_image yes',
  'b64-empty': 'failed no_image yes',
  'b64-newlines': whole,
  'b64-data-url': whole,
  'b64-url-alphabet': whole,
  'b64-bad-padding': whole,
  'b64-not-base64': 'failed image_unreadable yes',
  'private-url': 'link refused',
  'file-url': 'link refused',
  'other-host-url': 'link refused',
  'cost-nan': withoutPrice,
  'cost-negative': withoutPrice,
  'cost-absent': withoutPrice,
  'no-metadata': withoutPrice,
  'extra-fields': whole,
  'long-revised-prompt': whole,
  'cut-json': 'unclear answer_cut',
  bom: whole,
  'duplicate-keys': whole,
  'image-cut-1': 'image unreadable',
  'image-cut-50': 'image unreadable',
  'image-cut-99': 'image unreadable',
  'image-broken-byte': 'image unreadable',
  'says-png-is-jpeg': 'jpeg 256x192 for 60000',
  'says-png-is-webp': 'webp 256x192 for 60000',
  'says-png-is-gif': 'image unreadable',
  'says-png-is-avif': 'image unreadable',
  'says-png-is-svg': 'image unreadable',
  'says-png-is-html': 'image unreadable',
  'says-png-is-pdf': 'image unreadable',
  'other-size': 'png 64x384 for 60000',
  'pixel-bomb': 'image unreadable',
  animated: 'image unreadable',
  grey: whole,
  'sixteen-bit': whole,
}

// What depends on where the gateway is, and what is somebody else's to say.
const elsewhere = new Set(['refused', 'exif'])
const names = faultNames.filter(
  (name) => !elsewhere.has(name) && (faultTable[name]({}).on ?? 'images') === 'images',
)

const isEndless = (name: string) => /^(hang|drip)/.test(name)

async function listOutcomes(
  gateway: Gateway,
  sandbox: Pick<Sandbox, 'script'>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const fault of names.filter((name) => !isEndless(name))) {
    sandbox.script([{ fault }])
    found[fault] = await outcomeOf(gateway)
  }
  // What only a deadline ends is waited for together.
  const endless = names.filter(isEndless)
  sandbox.script(endless.map((fault) => ({ fault, match: { prompt: `${fault}.` } })))
  await Promise.all(
    endless.map(async (fault) => {
      found[fault] = await outcomeOf(gateway, { prompt: `${fault}.`, deadlineMs: 3000 })
    }),
  )
  return found
}

test('every fault of the gateway comes to a stated end over the network', { timeout: 120_000 }, async () => {
  const { url, sandbox } = await aServedSandbox()

  expect(await listOutcomes(aGateway(url, { maxAnswerBytes: 10_000_000 }), sandbox)).toEqual(outcomes)
})

test('and to the same end when the gateway is inside', { timeout: 120_000 }, async () => {
  const sandbox = await aSandbox()
  const gateway = aLocalGateway(sandbox)

  expect(await listOutcomes(gateway, sandbox)).toEqual(outcomes)
})

test('a gateway inside that will not be reached has not been asked', async () => {
  const sandbox = await aSandbox()
  sandbox.script([{ fault: 'refused' }])

  expect(await outcomeOf(aLocalGateway(sandbox))).toBe('unsent refused')
  expect(sandbox.ledger()).toEqual([])
})

test('what a call was is found again by its trace, with what it cost', async () => {
  const { url, sandbox } = await aServedSandbox()
  sandbox.script([{ fault: 'reset-after-billing' }])
  const gateway = aGateway(url)
  const startedAt = new Date()

  expect(await gateway.findRequest(aCall().traceId, startedAt, never)).toBeNull()
  expect(await outcomeOf(gateway)).toBe('broken reset')

  expect(await gateway.findRequest(aCall().traceId, startedAt, never)).toMatchObject({
    requestId: sandbox.ledger()[0]?.id,
    costMicros: 60_000,
  })
  expect(sandbox.ledger()).toMatchObject([{ retry_count: '0', user: 'mem_1', idempotency_key: null }])
})

test('the price before is the price after, and both are gone from the balance once', async () => {
  const sandbox = await aSandbox()
  const gateway = aLocalGateway(sandbox)
  const before = await gateway.getBalanceMicros(never)
  const price = await gateway.estimate({ ...aCall(), n: 1 }, never)

  expect(price).toBe(60_000)
  expect(await gateway.getBalanceMicros(never)).toBe(before)
  expect(await outcomeOf(gateway)).toBe(whole)
  expect(await gateway.getBalanceMicros(never)).toBe((before ?? 0) - 60_000)
  expect(await gateway.listModels(never)).toContain('flux.2-flex')
})

function aLocalGateway(sandbox: Pick<Sandbox, 'fetch'>): Gateway {
  const fetch = (request: Request) => sandbox.fetch(request)
  return aGateway('http://sandbox.local', { kind: 'sandbox', fetch, maxAnswerBytes: 10_000_000 })
}
