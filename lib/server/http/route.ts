import 'server-only'
import type * as z from 'zod/mini'
import { AppError } from '#lib/shared/errors.ts'
import type { App } from '../app.ts'
import { currentApp } from '../current-app.ts'
import { type Access, type ActorOf, admit } from './admit.ts'
import { withAnswerHeaders } from './answer-headers.ts'
import { parseInput } from './parse-input.ts'
import { readJson } from './read-json.ts'
import { refuse } from './refuse.ts'

type Schema = z.ZodMiniType | undefined
type Output<S extends Schema> = S extends z.ZodMiniType ? z.output<S> : undefined

type Spec<
  A extends Access,
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  I extends boolean,
  R extends Schema,
> = {
  access: A
  params?: P
  query?: Q
  /** Read as JSON. */
  body?: B
  /** The request can cost something: it needs an `Idempotency-Key`, which arrives as `key`. */
  idempotent?: I
  /** What this schema does not name does not leave. Without one the verb answers with a `Response`, or nothing: 204. */
  answer?: R
  status?: number
  /** Where what was made can be found. */
  location?: (answer: Output<R>) => string
}

type Call<A extends Access, P extends Schema, Q extends Schema, B extends Schema, I extends boolean> = {
  app: App
  request: Request
  actor: ActorOf<A>
  params: Output<P>
  query: Output<Q>
  body: Output<B>
  key: I extends true ? string : undefined
}

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

/** Declares an endpoint. Who → params → query → key → body → verb → answer: a stranger is refused before his body is read. */
export function route<
  A extends Access,
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  I extends boolean = false,
  R extends Schema = undefined,
>(
  spec: Spec<A, P, Q, B, I, R>,
  handle: (call: Call<A, P, Q, B, I>) => Promise<R extends z.ZodMiniType ? z.input<R> : unknown>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const app = currentApp()
    try {
      const actor = await admit(app, request, spec.access)
      const result = await handle({
        app,
        request,
        actor,
        params: (spec.params && parseParams(spec.params, await context.params)) as Output<P>,
        query: (spec.query && parseInput(spec.query, readQuery(request))) as Output<Q>,
        key: (spec.idempotent ? requireKey(request) : undefined) as I extends true ? string : undefined,
        body: (spec.body && parseInput(spec.body, await readJson(request))) as Output<B>,
      })
      return withAnswerHeaders(toResponse(spec, result))
    } catch (error) {
      return withAnswerHeaders(refuse(error, app.log))
    }
  }
}

function toResponse<R extends Schema>(
  spec: { answer?: R; status?: number; location?: (answer: Output<R>) => string },
  result: unknown,
): Response {
  if (!spec.answer) return result instanceof Response ? result : new Response(null, { status: 204 })
  const answer = spec.answer.parse(result) as Output<R>
  const headers = spec.location ? { location: spec.location(answer) } : undefined
  return Response.json(answer, { status: spec.status ?? 200, headers })
}

// An id that cannot be one of ours names nothing that exists.
function parseParams<S extends z.ZodMiniType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  throw new AppError('not_found', 'There is nothing here.', { cause: parsed.error })
}

function readQuery(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

// As the IETF draft on the header has it: none where one is needed is 400.
function requireKey(request: Request): string {
  const key = request.headers.get('idempotency-key')
  if (key === null || key === '') {
    throw new AppError('key_required', 'A request that can cost something needs an Idempotency-Key header.')
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError('key_required', 'An Idempotency-Key is 8 to 200 visible ASCII characters.')
  }
  return key
}
