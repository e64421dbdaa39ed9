import type { AttemptId } from '#lib/shared/ids.ts'
import type { AttemptRecord } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { endFailed, Overtaken } from './end-attempt.ts'
import { runAttempt } from './run-attempt.ts'
import { settleAttempt } from './settle.ts'
import type { Signals } from './signals.ts'
import { codeOf, isTroubleOfStudio } from './trouble.ts'

/** The attempts that are being worked on in this process, each by one hand at a time. */
export interface Crew {
  /** Paid calls in flight. */
  readonly calls: number
  /** All that is being worked on: calls, and answers that are being kept. */
  readonly size: number
  has(id: AttemptId): boolean
  send(leased: AttemptRecord): void
  /** Finishes an answer that is on disk; does nothing while that is being done, or has just failed. */
  settle(attempt: AttemptRecord): void
  finish(): Promise<void>
}

// An answer that could not be kept is tried again after this long, then twice as long, and so on.
const firstPauseMs = 2000
const longestPauseMs = 5 * 60_000
/** With nothing wrong but the answer, this often is enough to know that it cannot be read. */
const maxFailures = 6

type Listeners = { onFreed(): void; onUnknown(): void }

export function createCrew(parts: CourierParts, signals: Signals, { onFreed, onUnknown }: Listeners): Crew {
  const running = new Map<AttemptId, Promise<void>>()
  const calls = new Set<AttemptId>()
  const failures = new Map<AttemptId, { count: number; pauseUntil: number }>()

  function start(id: AttemptId, work: () => Promise<void>): void {
    if (running.has(id)) return
    const ending = work().finally(() => {
      running.delete(id)
      onFreed()
    })
    running.set(id, ending)
  }

  async function send(leased: AttemptRecord): Promise<void> {
    calls.add(leased.id)
    try {
      await runAttempt(parts, leased, signals.halted)
    } catch (error) {
      noteTrouble(parts, leased, error)
    } finally {
      calls.delete(leased.id)
      onFreed()
    }
    await settle(leased)
  }

  async function settle(given: AttemptRecord): Promise<void> {
    try {
      const attempt = await parts.store.queue.find(given.id)
      if (attempt?.state === 'received' || attempt?.state === 'stored') await finishFromDisk(attempt)
      if ((await parts.store.queue.find(given.id))?.state === 'unknown') onUnknown()
    } catch (error) {
      noteTrouble(parts, given, error)
    }
  }

  async function finishFromDisk(attempt: AttemptRecord): Promise<void> {
    try {
      await settleAttempt(parts, attempt, signals)
      failures.delete(attempt.id)
    } catch (error) {
      // Told to end in the middle of it: the next courier goes on.
      if (signals.draining.aborted) return
      noteTrouble(parts, attempt, error)
      await notePause(attempt, error)
    }
  }

  async function notePause(attempt: AttemptRecord, error: unknown): Promise<void> {
    const count = (failures.get(attempt.id)?.count ?? 0) + 1
    const pauseMs = Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)
    failures.set(attempt.id, { count, pauseUntil: Date.now() + pauseMs })
    if (count >= maxFailures && !isTroubleOfStudio(error)) await giveUp(parts, attempt)
  }

  return {
    get calls() {
      return calls.size
    },
    get size() {
      return running.size
    },
    has: (id) => running.has(id),
    send: (leased) => start(leased.id, () => send(leased)),
    settle: (attempt) => {
      const pauseUntil = failures.get(attempt.id)?.pauseUntil ?? 0
      if (pauseUntil <= Date.now()) start(attempt.id, () => settle(attempt))
    },
    async finish() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}

/** Ids and codes only: the text of an error may quote what the gateway or a person has written. */
function noteTrouble({ log }: CourierParts, attempt: AttemptRecord, error: unknown): void {
  const { id: attemptId, traceId } = attempt
  const name = error instanceof Error ? error.name : 'unknown'
  const facts = { attemptId, traceId, state: attempt.state, name, code: codeOf(error) }
  if (error instanceof Overtaken) log.info(facts, 'somebody else has taken it further')
  else log.error(facts, 'could not go on')
}

/** An answer that was paid for is never thrown away: it is put aside, and the person told. */
async function giveUp(parts: CourierParts, attempt: AttemptRecord): Promise<void> {
  if (attempt.state !== 'received') return
  await endFailed(parts, attempt, { code: 'image_unreadable', charged: 'unclear' }).catch(() => undefined)
  await parts.spool.quarantine(attempt.id)
}
