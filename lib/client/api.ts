import * as z from 'zod/mini'
import { AppError, ErrorBody } from '#lib/shared/errors.ts'

export type CallInit = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** The schema of an answer without a body. */
export const Nothing = z.undefined()

/** The browser's only way to the studio. Refusals come back as the `AppError` that the server threw. */
export async function call<Schema extends z.ZodMiniType>(
  schema: Schema,
  path: string,
  init: CallInit = {},
): Promise<z.output<Schema>> {
  const response = await send(path, init)
  const text = await readText(response, init.signal)
  if (!response.ok) throw toAppError(text)
  const parsed = schema.safeParse(text === '' ? undefined : readJson(text))
  if (!parsed.success) {
    throw new AppError(
      'internal',
      'The studio gave an answer that this page does not understand. Reload it.',
      {
        cause: parsed.error,
      },
    )
  }
  return parsed.data
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unreachable'
}

async function send(path: string, init: CallInit): Promise<Response> {
  const hasBody = init.body !== undefined
  try {
    return await fetch(path, {
      method: init.method ?? 'GET',
      headers: { ...(hasBody && { 'content-type': 'application/json' }), ...init.headers },
      body: hasBody ? JSON.stringify(init.body) : undefined,
      signal: init.signal,
      cache: 'no-store',
      credentials: 'same-origin',
    })
  } catch (cause) {
    throw toUnreachable(cause, init.signal)
  }
}

async function readText(response: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw toUnreachable(cause, signal)
  }
}

// Somebody who gave up waiting is not told that the studio is away.
function toUnreachable(cause: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return cause
  return new AppError(
    'unreachable',
    'The studio does not answer. What was accepted goes on without this page.',
    {
      cause,
    },
  )
}

function toAppError(text: string): AppError {
  const parsed = ErrorBody.safeParse(readJson(text))
  // A proxy's page, or a server that is just starting: not an answer of the studio.
  if (!parsed.success) return new AppError('unreachable', 'The studio is not ready. Try again in a moment.')
  const { code, message, details } = parsed.data.error
  return new AppError(code, message, { details })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
