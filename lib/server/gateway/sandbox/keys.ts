/** Who is calling. The key itself is never kept: the ledger knows it by a part of its hash. */
import { createHash } from 'node:crypto'
import { Refusal } from './refusal.ts'
import type { SandboxParts } from './sandbox-parts.ts'

/** The id of the key, or null where none is needed; throws the gateway's refusal. */
export function requireKey(accepted: SandboxParts['keys'], request: Request): string | null {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (accepted === 'none') return null
  if (!key)
    throw new Refusal('AUTHENTICATION_FAILED', 'No API key was sent. Use Authorization: Bearer <key>.')
  if (accepted !== 'any' && !accepted.includes(key)) {
    throw new Refusal('AUTHENTICATION_FAILED', 'This API key is not valid.')
  }
  return `key_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
}
