/** Which path is answered by what. */
import { getRequest, listRequests, readBalance } from './account.ts'
import { catalogue, requireModel, toListed } from './catalogue.ts'
import { wireEffectOf } from './faults/broken-wire.ts'
import { answerMedia, faulty } from './free-routes.ts'
import { answerImageCall } from './image-route.ts'
import { describeParameters } from './parameter-schema.ts'
import { Refusal, toResponse } from './refusal.ts'
import type { SandboxParts } from './sandbox-parts.ts'

export type Visit = {
  parts: SandboxParts
  request: Request
  url: URL
  params: Record<string, string | undefined>
}
type Route = {
  method: 'GET' | 'POST'
  path: URLPattern
  answer(visit: Visit): Promise<Response> | Response
}

const at = (pathname: string) => new URLPattern({ pathname })

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: at('/openai/v1/images/generations'),
    answer: ({ parts, request, url }) => answerImageCall(parts, { request, url, endpoint: 'generations' }),
  },
  {
    method: 'POST',
    path: at('/openai/v1/images/edits'),
    answer: ({ parts, request, url }) => answerImageCall(parts, { request, url, endpoint: 'edits' }),
  },
  {
    method: 'GET',
    path: at('/openai/v1/models'),
    answer: faulty('models', () => Response.json({ object: 'list', data: catalogue.map(toListed) })),
  },
  {
    // A slug may hold a slash: `sandbox/flux.2-flex`.
    method: 'GET',
    path: at('/openai/v1/models/*'),
    answer: faulty('models', ({ parts, url, params }) => {
      const model = requireModel(decoded(params[0] ?? ''), parts.provider.slug)
      const schema = url.searchParams.get('schema') === 'true'
      return Response.json({
        ...toListed(model),
        ...(schema ? { parameters: describeParameters(model, parts.provider) } : {}),
      })
    }),
  },
  {
    method: 'GET',
    path: at('/v1/balance'),
    answer: faulty('balance', ({ parts }) => Response.json(readBalance(parts.ledger))),
  },
  {
    method: 'GET',
    path: at('/v1/requests'),
    answer: faulty('requests', ({ parts, url }, show) =>
      Response.json(listRequests(parts.ledger, url, show)),
    ),
  },
  {
    method: 'GET',
    path: at('/v1/requests/:id'),
    answer: faulty('requests', ({ parts, params }, show) =>
      Response.json(getRequest(parts.ledger, params.id ?? '', show)),
    ),
  },
  {
    method: 'GET',
    path: at('/media/:name'),
    answer: answerMedia,
  },
]

export async function answerRoute(parts: SandboxParts, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  try {
    const here = routes.filter((route) => route.path.test(url))
    const route = here.find((candidate) => candidate.method === method)
    if (!route) throw nothingHere(here.length > 0)
    const params = route.path.exec(url)?.pathname.groups ?? {}
    return await route.answer({ parts, request, url, params })
  } catch (error) {
    if (error instanceof Refusal) return toResponse(error)
    if (parts.closing.aborted || wireEffectOf(error)) throw error
    return toResponse(new Refusal('INTERNAL_ERROR', 'The gateway failed.', { cause: error }))
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function nothingHere(otherMethod: boolean): Refusal {
  return otherMethod
    ? new Refusal('METHOD_NOT_ALLOWED', 'This address does not take this method.')
    : new Refusal('NOT_FOUND', 'There is nothing at this address.')
}
