/** Links that lead nowhere good, prices nobody knows, and books that cannot be trusted at once. */
import type { FaultMaker, FixedAnswer } from './fault.ts'

function media(says: string, answers: FixedAnswer): FaultMaker {
  return () => ({ says, on: 'media', answers })
}

function leadsTo(says: string, to: string): FaultMaker {
  return ({ url }) => ({
    says,
    on: 'media',
    answers: { status: 302, code: null, headers: { location: url ?? to }, body: null },
  })
}

const failure: FixedAnswer = {
  status: 500,
  code: 'INTERNAL_ERROR',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    error: { message: 'The gateway failed.', type: 'server_error', code: 'INTERNAL_ERROR' },
  }),
}

const empty = (status: number): FixedAnswer => ({ status, code: null, body: null })

export const accountFaults = {
  'media-403': media('the link has expired (403)', empty(403)),
  'media-404': media('the link leads to nothing (404)', empty(404)),
  'media-410': media('the picture is gone (410)', empty(410)),
  'media-500': media('the media host fails (500)', empty(500)),
  'media-html': media('a page where the picture should be', {
    status: 200,
    code: null,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Expired</title>',
  }),
  'media-redirect-same': leadsTo('the link leads on, to the same host', '/media/elsewhere.png'),
  'media-redirect-other': leadsTo('the link leads on, to another host', 'https://media.example.org/a.png'),
  'media-redirect-private': leadsTo('the link leads on, to a private address', 'http://10.0.0.1/a.png'),
  'media-redirect-file': leadsTo('the link leads on, to a file', 'file:///etc/passwd'),
  // An empty reference is the address itself.
  'media-redirect-loop': leadsTo('the link leads to itself', ''),
  'media-reset': () => ({ says: 'reset', on: 'media', breaks: { at: 'arrived', how: 'reset' } }),
  'media-cut': () => ({ says: 'reset at half of the picture', on: 'media', cut: { at: 0.5, how: 'reset' } }),
  'media-drip': ({ bytesPerSecond = 1 }) => ({
    says: `${bytesPerSecond} bytes a second`,
    on: 'media',
    bytesPerSecond,
  }),

  'estimates-500': () => ({ says: 'a dry run fails (500)', on: 'estimates', answers: failure }),
  'estimates-slow': ({ ms = 1000 }) => ({ says: `a dry run takes ${ms} ms`, on: 'estimates', delayMs: ms }),
  'estimates-null': () => ({
    says: 'a dry run does not know the price',
    on: 'estimates',
    answers: {
      status: 200,
      code: null,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ estimated: true, total_cost_micros: null, currency: 'USD', components: [] }),
    },
  }),

  'requests-500': () => ({ says: 'the books cannot be read (500)', on: 'requests', answers: failure }),
  'requests-slow': ({ ms = 1000 }) => ({ says: `the books take ${ms} ms`, on: 'requests', delayMs: ms }),
  'requests-reset': () => ({ says: 'reset', on: 'requests', breaks: { at: 'arrived', how: 'reset' } }),
  'requests-empty': () => ({ says: 'the books show nothing', on: 'requests', ledgerRow: () => null }),
  'requests-late': ({ ms = 600_000 }) => ({
    says: `the books show a call ${ms} ms after it came`,
    on: 'requests',
    ledgerRow: (row, nowMs) => (nowMs - row.created_at_ms < ms ? null : row),
  }),
  'requests-cost-late': ({ ms = 600_000 }) => ({
    says: `the books show what a call cost ${ms} ms after it came, and nothing until then`,
    on: 'requests',
    ledgerRow: (row, nowMs) => (nowMs - row.created_at_ms < ms ? { ...row, cost_micros: 0 } : row),
  }),
  'requests-pending': () => ({
    says: 'the books say that it is still being worked on',
    on: 'requests',
    ledgerRow: (row) => ({ ...row, status: 'processing', cost_micros: 0 }),
  }),

  'balance-500': () => ({ says: 'the balance cannot be read (500)', on: 'balance', answers: failure }),
  'balance-null': () => ({
    says: 'the balance is not known at the moment',
    on: 'balance',
    answers: {
      status: 200,
      code: null,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        object: 'balance',
        billing_type: 'prepaid',
        available: { amount: null, currency: 'usd' },
      }),
    },
  }),
  'models-500': () => ({ says: 'the catalogue cannot be read (500)', on: 'models', answers: failure }),
} satisfies Record<string, FaultMaker>
