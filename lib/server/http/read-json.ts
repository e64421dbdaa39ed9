import 'server-only'
import { AppError } from '#lib/shared/errors.ts'

export const maxJsonBytes = 1024 * 1024
const maxDepth = 32

// Names that mean something to JavaScript objects: no field of ours has them, and no honest client sends them.
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/** The body as a JSON object, at most 1 MiB of it. Nothing is buffered beyond the limit. */
export async function readJson(request: Request): Promise<object> {
  assertJsonType(request.headers.get('content-type'))
  const value = parse(await readText(request))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('invalid_request', 'The request is not a JSON object.')
  }
  assertPlainNames(value)
  return value
}

// Forms of other sites can send only three types, of which JSON is none.
function assertJsonType(contentType: string | null): void {
  if (/^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(contentType ?? '')) return
  throw new AppError('unsupported_media', 'Send the request as application/json.')
}

async function readText(request: Request): Promise<string> {
  const declared = readLength(request.headers.get('content-length'))
  if (declared !== null && declared > maxJsonBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maxJsonBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : cutShort(cause)
  }
  if (declared !== null && sizeBytes !== declared) throw cutShort()
  return decode(Buffer.concat(chunks))
}

function readLength(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw invalidJson(cause)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalidJson(cause)
  }
}

function assertPlainNames(root: object): void {
  const waiting: { value: object; path: string[] }[] = [{ value: root, path: [] }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.path.length > maxDepth)
      throw new AppError('invalid_request', 'The request is nested too deeply.')
    for (const [name, value] of Object.entries(next.value)) {
      const path = [...next.path, name]
      if (forbiddenNames.has(name)) throw unknownField(path.join('.'))
      if (typeof value === 'object' && value !== null) waiting.push({ value, path })
    }
  }
}

function unknownField(path: string): AppError {
  const message = 'The studio does not know this field.'
  return new AppError('invalid_request', message, { details: { fields: [{ path, message }] } })
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The request is too large. It can have 1 MiB.')
}

function cutShort(cause?: unknown): AppError {
  return new AppError('invalid_json', 'The request was cut short. Nothing was done; send it again.', {
    cause,
  })
}

function invalidJson(cause: unknown): AppError {
  return new AppError('invalid_json', 'The request is not readable as JSON.', { cause })
}
