import { AcceptedRequest, type GenerationRequest } from '#lib/shared/generation.ts'

/** A request as it lies in its column. */
export function parseStoredRequest(json: string): GenerationRequest {
  return AcceptedRequest.parse(JSON.parse(json))
}
