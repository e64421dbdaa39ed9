/** Answers that are no pictures: the gateway's own refusals, and pages of the machines in between. */
import { type RefusalCode, refusals } from '../refusal.ts'
import type { Fault, FaultMaker, FixedAnswer } from './fault.ts'

function envelope(code: RefusalCode, message: string, headers: Record<string, string> = {}): FixedAnswer {
  const { status, type } = refusals[code]
  return {
    status,
    code,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { message, type, code } }),
  }
}

function page(status: number, title: string): FixedAnswer {
  return {
    status,
    code: null,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`,
  }
}

function refused(code: RefusalCode, message: string, more: Omit<Partial<Fault>, 'answers'> = {}): FaultMaker {
  const answers = envelope(code, message, more.headers)
  return () => ({ says: `${answers.status} ${code}: ${message}`, ...more, answers })
}

function limited(retryAfter: (given: string | undefined) => string | null): FaultMaker {
  return (given) => {
    const value = retryAfter(given.retryAfter)
    const headers: Record<string, string> = value === null ? {} : { 'retry-after': value }
    const answers = envelope('RATE_LIMITED', 'Too many requests.', headers)
    return { says: `429 RATE_LIMITED, Retry-After ${value ?? 'absent'}`, answers }
  }
}

function paged(status: number, title: string): FaultMaker {
  return () => ({ says: `${status} with a page of HTML`, answers: page(status, title) })
}

function redirected(status: number): FaultMaker {
  return ({ url }) => ({
    says: `${status} redirects the POST`,
    answers: {
      status,
      code: null,
      headers: { location: url ?? '/openai/v1/images/generations' },
      body: null,
    },
  })
}

const moderated = 'The request was refused by the content policy of the provider.'
const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString()

export const refusalFaults = {
  '401': refused('AUTHENTICATION_FAILED', 'This API key was revoked.'),
  '402': refused('INSUFFICIENT_BALANCE', 'This request needs $0.06; $0.01 is available.'),
  '403': refused('FORBIDDEN', 'This key may not do that.'),
  '404': refused('MODEL_NOT_FOUND', "Model 'flux-realism' was not found. Did you mean 'flux.2-flex'?"),
  '404-disabled': refused('MODEL_DISABLED', 'This model is switched off.'),
  '400': refused('INVALID_REQUEST', "'size' is not supported."),
  'moderation-input': refused('CONTENT_POLICY_VIOLATION', `${moderated} (Request Moderated)`),
  'moderation-output': refused('CONTENT_POLICY_VIOLATION', `${moderated} (Content Moderated)`),
  'moderation-charged': refused('CONTENT_POLICY_VIOLATION', `${moderated} (Content Moderated)`, {
    charges: 'part',
  }),
  'moderation-retry': refused('CONTENT_POLICY_VIOLATION', moderated, {
    headers: { 'x-should-retry': 'true' },
  }),
  '408': refused('REQUEST_TIMEOUT', 'The request took too long to arrive.'),
  '409': refused('CONFLICT', 'The request is in conflict with another.'),
  '413': refused('REQUEST_TOO_LARGE', 'The request is too large.'),
  '422': refused('UNPROCESSABLE', "The provider does not understand 'steps'."),
  '429': limited(() => null),
  '429-seconds': limited((given) => given ?? '1'),
  '429-date': limited((given) => given ?? inAnHour()),
  '429-garbage': limited(() => 'soon, perhaps'),
  '429-hour': limited(() => '3600'),
  '429-zero': limited(() => '0'),
  '429-negative': limited(() => '-5'),
  '429-html': paged(429, 'Too Many Requests'),
  '500': refused('INTERNAL_ERROR', 'The gateway failed.'),
  '502-json': refused('ALL_PROVIDERS_EXHAUSTED', 'Every provider failed.'),
  '502-charged': refused('ALL_PROVIDERS_EXHAUSTED', 'Every provider failed.', { charges: 'part' }),
  '502-html': paged(502, 'Bad Gateway'),
  '503': (given) => ({
    says: '503 SERVICE_UNAVAILABLE with Retry-After',
    answers: envelope('SERVICE_UNAVAILABLE', 'The gateway is restarting.', {
      'retry-after': given.retryAfter ?? '1',
    }),
  }),
  '503-html': paged(503, 'Service Unavailable'),
  '504-then-billed': () => ({
    says: '504 with nothing in it, while the work is done and billed behind it',
    answers: { status: 504, code: null, body: null },
    worksOn: true,
  }),
  '524-html': paged(524, 'A timeout occurred'),
  '524-then-billed': () => ({
    says: '524 with a page of HTML, while the work is done and billed behind it',
    answers: page(524, 'A timeout occurred'),
    worksOn: true,
  }),
  '425': () => ({ says: '425 with nothing in it', answers: { status: 425, code: null, body: null } }),
  'redirect-301': redirected(301),
  'redirect-302': redirected(302),
  'redirect-303': redirected(303),
  'redirect-307': redirected(307),
  'redirect-308': redirected(308),
  'html-200': () => ({
    says: '200 with a page of HTML, as a captive portal sends',
    answers: page(200, 'Welcome to the hotel'),
  }),
  'error-200': () => ({
    says: '200 with an error in it',
    answers: { ...envelope('ALL_PROVIDERS_EXHAUSTED', 'The provider gave no image.'), status: 200 },
  }),
  'refusal-200': () => ({
    says: '200 with a refusal in words where the picture should be',
    answers: {
      status: 200,
      code: null,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ created: 0, data: [{ revised_prompt: 'I cannot draw that.' }] }),
    },
    charges: 'all',
  }),
} satisfies Record<string, FaultMaker>
