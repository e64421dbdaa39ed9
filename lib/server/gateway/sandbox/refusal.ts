/** Every code the gateway refuses with, the status it goes with, and the `type` beside it. */
export const refusals = {
  AUTHENTICATION_FAILED: { status: 401, type: 'authentication_error' },
  INSUFFICIENT_BALANCE: { status: 402, type: 'insufficient_quota' },
  FORBIDDEN: { status: 403, type: 'permission_error' },
  INVALID_REQUEST: { status: 400, type: 'invalid_request_error' },
  CONTENT_POLICY_VIOLATION: { status: 400, type: 'invalid_request_error' },
  MODEL_NOT_FOUND: { status: 404, type: 'invalid_request_error' },
  MODEL_DISABLED: { status: 404, type: 'invalid_request_error' },
  NOT_FOUND: { status: 404, type: 'invalid_request_error' },
  METHOD_NOT_ALLOWED: { status: 405, type: 'invalid_request_error' },
  REQUEST_TIMEOUT: { status: 408, type: 'timeout_error' },
  CONFLICT: { status: 409, type: 'conflict_error' },
  REQUEST_TOO_LARGE: { status: 413, type: 'invalid_request_error' },
  UNPROCESSABLE: { status: 422, type: 'invalid_request_error' },
  RATE_LIMITED: { status: 429, type: 'rate_limit_error' },
  INTERNAL_ERROR: { status: 500, type: 'server_error' },
  UPSTREAM_ERROR: { status: 502, type: 'upstream_error' },
  ALL_PROVIDERS_EXHAUSTED: { status: 502, type: 'upstream_error' },
  SERVICE_UNAVAILABLE: { status: 503, type: 'server_error' },
} as const

export type RefusalCode = keyof typeof refusals

/** A refusal in the gateway's own envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly headers: Record<string, string>

  constructor(
    code: RefusalCode,
    message: string,
    options: { headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.headers = options.headers ?? {}
  }

  get status(): number {
    return refusals[this.code].status
  }
}

export function invalid(message: string, cause?: unknown): Refusal {
  return new Refusal('INVALID_REQUEST', message, { cause })
}

export function toResponse(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const { message, code, status } = refusal
  const error = { message, type: refusals[code].type, code }
  return Response.json({ error }, { status, headers: { ...headers, ...refusal.headers } })
}
