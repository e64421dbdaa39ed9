import * as z from 'zod/mini'

/** Every way a request can be refused, and the HTTP status that says so. */
export const errorStatus = {
  invalid_request: 400,
  invalid_json: 400,
  key_required: 400,
  not_signed_in: 401,
  forbidden: 403,
  wrong_origin: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  key_reused: 422,
  limit_reached: 429,
  internal: 500,
  gateway_rejected: 502,
  gateway_unavailable: 503,
  /** Only ever made in the browser: the studio itself did not answer. */
  unreachable: 503,
  storage_full: 507,
} as const

export type ErrorCode = keyof typeof errorStatus

/** What a machine may want to know beside the sentence. */
export type ErrorDetails = {
  /** One entry per field that was refused: its path and why. */
  fields?: { path: string; message: string }[]
  retryAfterSeconds?: number
  requestId?: string
}

/** The one error of this studio: `message` is a sentence for a person, without ids, paths or provider text. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

export function notFound(what: string): AppError {
  return new AppError('not_found', `${what} was not found.`)
}

/** The body of every refusal. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.object({
      fields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
      retryAfterSeconds: z.optional(z.number()),
      requestId: z.optional(z.string()),
    }),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

export function toErrorBody(error: AppError): ErrorBody {
  return { error: { code: error.code, message: error.message, details: error.details } }
}
