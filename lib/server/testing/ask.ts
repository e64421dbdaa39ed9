import type * as z from 'zod/mini'
import { ErrorBody } from '#lib/shared/errors.ts'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

type Question = {
  method?: string
  /** An object is sent as JSON, a string as it is. */
  body?: unknown
  headers?: Record<string, string>
  params?: Record<string, string>
  signal?: AbortSignal
}

/** Asks a route as a program on this machine would. */
export async function ask(handler: Handler, path: string, question: Question = {}): Promise<Response> {
  const { method = 'GET', body, headers, params = {}, signal } = question
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    signal,
    headers: { host: 'localhost:3000', ...(body !== undefined && json), ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  })
  return await handler(request, { params: Promise.resolve(params) })
}

const json = { 'content-type': 'application/json' }

/** The answer's body through its schema, so that a test reads what a client would. */
export async function answered<Schema extends z.ZodMiniType>(
  schema: Schema,
  response: Response,
): Promise<z.output<Schema>> {
  if (!response.ok) throw new Error(`Refused: ${await response.text()}`)
  return schema.parse(await response.json())
}

/** What a refusal says; fails when it is not one of the known shape. */
export async function refused(response: Response): Promise<ErrorBody['error'] & { status: number }> {
  return { status: response.status, ...ErrorBody.parse(await response.json()).error }
}
