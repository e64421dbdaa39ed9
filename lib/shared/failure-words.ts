import type { Charged, Failure, FailureCode } from './attempt.ts'
import { formatMicros } from './money.ts'

/** What one click does about a failure. */
export type NextStep =
  /** Queues another attempt for the same image. */
  | 'try_again'
  /** Brings the prompt back into the composer and puts the cursor there. */
  | 'edit_prompt'
  /** Brings the whole recipe back into the composer: a setting has to change. */
  | 'edit_settings'
  /** Asks for one more image with another seed. */
  | 'new_seed'
  /** Copies what whoever runs the studio needs to know. */
  | 'copy_details'

export type FailureWords = {
  /** What happened, in two to four words. */
  title: string
  /** What that means for the person. */
  meaning: string
  /** Whether it cost anything. */
  charge: string
  next: { step: NextStep; label: string }
}

type Entry = Pick<FailureWords, 'title' | 'meaning'> & { next: NextStep; label?: string }

const nextLabels: Record<NextStep, string> = {
  try_again: 'Try again',
  edit_prompt: 'Edit prompt',
  edit_settings: 'Change settings',
  new_seed: 'Try a new seed',
  copy_details: 'Copy details',
}

const entries: Record<FailureCode, Entry> = {
  moderated_input: {
    title: 'Declined by the provider',
    meaning: 'The provider’s filter declined this prompt, so no image was made.',
    next: 'edit_prompt',
  },
  moderated_output: {
    title: 'Held back by the filter',
    meaning: 'The image was made, and the provider’s filter held it back. Another seed may pass.',
    next: 'new_seed',
  },
  rejected: {
    title: 'Settings not accepted',
    meaning: 'The model does not accept these settings as they are.',
    next: 'edit_settings',
  },
  key_refused: {
    title: 'Gateway key refused',
    meaning: 'The gateway refused the studio’s key. Whoever runs the studio has to put that right.',
    next: 'copy_details',
  },
  forbidden: {
    title: 'Not allowed',
    meaning: 'The gateway does not let the studio use this model with its key.',
    next: 'edit_settings',
    label: 'Choose another model',
  },
  out_of_credit: {
    title: 'Out of credit',
    meaning: 'The gateway account is out of credit. Your prompt is kept: top up, then try again.',
    next: 'try_again',
  },
  model_unavailable: {
    title: 'Model not available',
    meaning: 'The gateway does not offer this model at the moment.',
    next: 'edit_settings',
    label: 'Choose another model',
  },
  rate_limited: {
    title: 'The provider stayed busy',
    meaning: 'It asked the studio to wait each time, until the time for this image was up.',
    next: 'try_again',
  },
  provider_failed: {
    title: 'The provider failed',
    meaning: 'It took the request but could not make the image.',
    next: 'try_again',
  },
  gateway_unreachable: {
    title: 'Gateway not reached',
    meaning: 'The studio could not connect to the gateway, so nothing was sent.',
    next: 'try_again',
  },
  no_answer: {
    title: 'No answer came',
    meaning: 'The gateway took the request and did not answer in time.',
    next: 'try_again',
  },
  answer_cut: {
    title: 'The answer broke off',
    meaning: 'The connection ended before the whole image had arrived.',
    next: 'try_again',
  },
  answer_unreadable: {
    title: 'Unreadable answer',
    meaning: 'Something between the studio and the provider answered in a way the studio cannot read.',
    next: 'try_again',
  },
  no_image: {
    title: 'Answer without an image',
    meaning: 'The provider says it is done, but sent no image.',
    next: 'try_again',
  },
  image_unreadable: {
    title: 'Damaged image',
    meaning: 'What arrived is not a whole picture, so it was not kept.',
    next: 'try_again',
  },
  link_refused: {
    title: 'Link not followed',
    meaning: 'The gateway pointed to the image at an address the studio does not trust.',
    next: 'copy_details',
  },
  link_expired: {
    title: 'Link expired',
    meaning: 'The provider had removed the image before the studio could fetch it.',
    next: 'try_again',
  },
  disk_full: {
    title: 'No space left',
    meaning: 'The studio’s disk is full, so the image could not be kept. Free some space, then try again.',
    next: 'try_again',
  },
  cancelled_late: {
    title: 'Stopped after sending',
    meaning: 'You stopped this when the provider was already working on it.',
    next: 'try_again',
  },
  never_arrived: {
    title: 'Never arrived',
    meaning: 'The gateway has no record of this request.',
    next: 'try_again',
  },
}

export function toFailureWords(failure: Pick<Failure, 'code' | 'charged' | 'costMicros'>): FailureWords {
  const { title, meaning, next, label } = entries[failure.code]
  return {
    title,
    meaning,
    charge: toChargeWords(failure.charged, failure.costMicros),
    next: { step: next, label: label ?? nextLabels[next] },
  }
}

export function toChargeWords(charged: Charged, costMicros: number | null): string {
  if (charged === 'no') return 'Nothing was charged.'
  if (charged === 'unclear') return 'It is not clear whether this was charged.'
  return costMicros === null ? 'This was charged.' : `This cost ${formatMicros(costMicros)}.`
}
