import * as z from 'zod/mini'
import { AttemptId } from './ids.ts'
import { Image } from './image.ts'

export const attemptStates = [
  'queued',
  'leased',
  'dispatched',
  'received',
  'stored',
  'done',
  'failed_free',
  'failed_charged',
  'unknown',
  'cancelled',
] as const

export const AttemptState = z.enum(attemptStates)
export type AttemptState = z.infer<typeof AttemptState>

// Nothing leads from `dispatched` back to `queued`: a call that may have been
// paid for is never sent again. What became of it is asked, not assumed.
// `unknown` can still become `received`: an answer found on disk after all.
export const nextStates = {
  queued: ['leased', 'cancelled', 'failed_free'],
  leased: ['dispatched', 'queued', 'cancelled', 'failed_free'],
  dispatched: ['received', 'failed_free', 'failed_charged', 'unknown'],
  received: ['stored', 'failed_free', 'failed_charged', 'unknown'],
  stored: ['done'],
  unknown: ['received', 'failed_free', 'failed_charged'],
  done: [],
  failed_free: [],
  failed_charged: [],
  cancelled: [],
} as const satisfies Record<AttemptState, readonly AttemptState[]>

export function canBecome(from: AttemptState, to: AttemptState): boolean {
  return (nextStates[from] as readonly AttemptState[]).includes(to)
}

/** States in which nothing more will happen by itself. `unknown` is not one: the gateway's ledger is still being asked. */
export function hasEnded(state: AttemptState): boolean {
  return nextStates[state].length === 0
}

/** Before this point the gateway has not been told anything, so stopping costs nothing. */
export function isUnsent(state: AttemptState): boolean {
  return state === 'queued' || state === 'leased'
}

/** Why an attempt ended without a picture, in the studio's own words (`lib/shared/failure-words.ts` has the sentences). */
export const failureCodes = [
  'moderated_input',
  'moderated_output',
  'rejected',
  'key_refused',
  'forbidden',
  'out_of_credit',
  'model_unavailable',
  'rate_limited',
  'provider_failed',
  'gateway_unreachable',
  'no_answer',
  'answer_cut',
  'answer_unreadable',
  'no_image',
  'image_unreadable',
  'link_refused',
  'link_expired',
  'disk_full',
  'cancelled_late',
  'never_arrived',
] as const

export const FailureCode = z.enum(failureCodes)
export type FailureCode = z.infer<typeof FailureCode>

/** Whether the call cost anything, as far as the gateway's ledger or its answer says. */
export const Charged = z.enum(['no', 'yes', 'unclear'])
export type Charged = z.infer<typeof Charged>

export const Failure = z.object({
  code: FailureCode,
  charged: Charged,
  /** Millionths of a US dollar. */
  costMicros: z.nullable(z.int()),
  /** The gateway's own id of the request, to be quoted when asking for help. */
  requestId: z.nullable(z.string()),
  /** The gateway's status and code, for the Details panel; never its free text. */
  gatewayStatus: z.nullable(z.int()),
  gatewayCode: z.nullable(z.string()),
})
export type Failure = z.infer<typeof Failure>

/** One paid call for one image of a generation; sent at most once. */
export const Attempt = z.object({
  id: AttemptId,
  /** Which of the generation's images this is for, from 0. */
  position: z.int(),
  state: AttemptState,
  seed: z.int(),
  queuedAt: z.iso.datetime(),
  /** Not to be sent before this time, because the gateway asked to wait. */
  runAfter: z.nullable(z.iso.datetime()),
  dispatchedAt: z.nullable(z.iso.datetime()),
  finishedAt: z.nullable(z.iso.datetime()),
  /** This is the nth try for its position, from 1; after a refusal that cost nothing the studio tries again by itself. */
  tryNumber: z.int(),
  maxTries: z.int(),
  /** Of a try that the studio makes by itself: what the one before it met. Null once it has been sent. */
  waitsBecause: z.nullable(FailureCode),
  /** How many attempts of the studio are ahead of this one; null unless queued. */
  ahead: z.nullable(z.int()),
  cancelRequestedAt: z.nullable(z.iso.datetime()),
  failure: z.nullable(Failure),
  image: z.nullable(Image),
})
export type Attempt = z.infer<typeof Attempt>
