import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import type { Signals } from './signals.ts'

/** The gateway keeps a picture behind its link for an hour; after that nobody can fetch it any more. */
const linkLivesMs = 60 * 60 * 1000
const longestWaitMs = 30_000

type Picture = { kind: 'file'; path: string } | { kind: 'lost'; code: 'link_refused' | 'link_expired' }

/**
 * Takes a picture that was paid for from the link in its answer, trying again for as long as the link may live. A courier
 * that drains does not wait for that: the answer is on disk, and the next one goes on.
 */
export async function fetchLink(
  { gateway, clock, log }: CourierParts,
  attempt: AttemptRecord,
  { url, folder, signals }: { url: string; folder: string; signals: Signals },
): Promise<Picture> {
  const path = join(folder, 'picture')
  const until = (attempt.receivedAt ?? clock.now()).getTime() + linkLivesMs
  for (let waitMs = 1000; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    const { kind } = await gateway.fetchMedia(url, path, signals.halted)
    if (kind === 'fetched') return { kind: 'file', path }
    if (kind === 'refused') return { kind: 'lost', code: 'link_refused' }
    if (kind === 'expired' || clock.now().getTime() >= until) return { kind: 'lost', code: 'link_expired' }
    log.warn(
      { attemptId: attempt.id, traceId: attempt.traceId, waitMs },
      'the picture could not be fetched yet',
    )
    await wait(waitMs, undefined, { signal: signals.draining })
  }
}
