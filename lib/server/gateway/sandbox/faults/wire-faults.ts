/** Connections that break, wait or crawl. */
import type { FaultMaker } from './fault.ts'

const cut = (at: number): FaultMaker => {
  return () => ({ says: `reset after ${at * 100} % of the body`, cut: { at, how: 'reset' } })
}

export const wireFaults = {
  refused: () => ({ says: 'nobody answers the connection', breaks: { at: 'arrived', how: 'refused' } }),
  'reset-before-reading': () => ({
    says: 'reset before the body was read',
    breaks: { at: 'arrived', how: 'reset' },
  }),
  'reset-after-reading': () => ({
    says: 'reset after the body was read, before any work',
    breaks: { at: 'read', how: 'reset' },
  }),
  'reset-before-billing': () => ({
    says: 'reset after the work, before the bill',
    breaks: { at: 'before_billing', how: 'reset' },
  }),
  'reset-after-billing': () => ({
    says: 'reset after the bill, before the headers',
    breaks: { at: 'after_billing', how: 'reset' },
  }),
  'reset-mid-headers': () => ({
    says: 'reset in the middle of the headers',
    breaks: { at: 'before_headers', how: 'half_head' },
  }),
  'cut-1': cut(0.01),
  'cut-50': cut(0.5),
  'cut-99': cut(0.99),
  'early-end': () => ({
    says: 'the connection is closed in order at half of the body',
    cut: { at: 0.5, how: 'early_end' },
  }),
  hang: () => ({ says: 'never answers', hangsAt: 'read' }),
  'hang-after-billing': () => ({ says: 'bills and never answers', hangsAt: 'after_billing' }),
  'hang-mid-body': () => ({ says: 'stops in the middle of the body', hangsAt: 'mid_body' }),
  drip: ({ bytesPerSecond = 1 }) => ({ says: `${bytesPerSecond} bytes a second`, bytesPerSecond }),
  late: ({ ms = 1000 }) => ({ says: `answers ${ms} ms later`, delayMs: ms }),
  'date-tomorrow': () => ({
    says: 'the Date header is a day ahead',
    headers: { date: new Date(Date.now() + 86_400_000).toUTCString() },
  }),
} satisfies Record<string, FaultMaker>
