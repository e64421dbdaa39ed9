import 'server-only'
import type { Readable } from 'node:stream'
import type { KeptFormat } from '#lib/shared/image.ts'
import type { ByteRange } from '../blobs/blobs.ts'
import { parseRange } from './byte-range.ts'
import { attachment } from './content-disposition.ts'

/** Bytes to be answered; the type is told from the bytes themselves, by whoever kept them. */
export type ServedBytes = {
  sha256: string
  sizeBytes: number
  type: `image/${KeptFormat}`
  /** When given, the browser saves the bytes under this name instead of showing them. */
  downloadName?: string
  /** The URL names these very bytes, so whoever has them never needs to ask again. */
  isVersioned: boolean
  open(range?: ByteRange): Promise<{ stream: Readable } | null>
}

/** Conditional, ranged and HEAD requests as RFC 9110 has them. Whatever the bytes are, a browser runs nothing in them. */
export async function answerBytes(request: Request, bytes: ServedBytes): Promise<Response> {
  const etag = `"${bytes.sha256}"`
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': bytes.isVersioned ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    etag,
  })
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })

  headers.set('content-type', bytes.type)
  if (bytes.downloadName !== undefined) headers.set('content-disposition', attachment(bytes.downloadName))
  const range = isStale(request.headers.get('if-range'), etag)
    ? null
    : parseRange(request.headers.get('range'), bytes.sizeBytes)
  if (range === 'unsatisfiable') return answerUnsatisfiable(bytes, headers)

  headers.set('content-length', String(range ? range.end - range.start + 1 : bytes.sizeBytes))
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${bytes.sizeBytes}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return new Response(streamBytes(bytes, range), { status, headers })
}

function answerUnsatisfiable(bytes: ServedBytes, headers: Headers): Response {
  headers.set('content-range', `bytes */${bytes.sizeBytes}`)
  headers.delete('content-type')
  headers.delete('content-disposition')
  return new Response(null, { status: 416, headers })
}

/**
 * Opened when the first byte is wanted, so that an answer nobody reads holds no file; read as fast as the other side
 * takes it, and given back when it goes away.
 */
function streamBytes(bytes: ServedBytes, range: ByteRange | null): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | null = null
  return new ReadableStream(
    {
      async pull(controller) {
        chunks ??= await openChunks(bytes, range)
        const { value, done } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await chunks?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function openChunks(bytes: ServedBytes, range: ByteRange | null): Promise<AsyncIterator<Uint8Array>> {
  const opened = await bytes.open(range ?? undefined)
  if (!opened) throw new Error('The file went away while its answer was on its way')
  return opened.stream[Symbol.asyncIterator]()
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

// A date cannot be compared with bytes that are named by their hash, and a weak tag may not be: the whole is sent.
function isStale(ifRange: string | null, etag: string): boolean {
  return ifRange !== null && ifRange.trim() !== etag
}
