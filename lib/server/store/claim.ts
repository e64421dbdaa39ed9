import type { AttemptId, MemberId } from '#lib/shared/ids.ts'
import type { QueueRows } from './store.ts'
import type { Db } from './tables.ts'

type Ask = Parameters<QueueRows['claim']>[0]
type Waiting = { id: AttemptId; queued_at: number }
type Person = { running: number; waiting: Waiting[] }

/** Whether a claim would find anything, at the price of looking at one row. */
export async function isAnyDue(db: Db, now: Date): Promise<boolean> {
  return (await waitingAttempts(db, now).select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The attempts whose turn it is: one for the person with the fewest running, and so on. */
export async function chooseNext(db: Db, ask: Ask): Promise<AttemptId[]> {
  const people = await findPeopleInLine(db, ask)
  const chosen: AttemptId[] = []
  while (chosen.length < ask.limit) {
    const next = people.filter(({ waiting }) => waiting.length > 0).sort(byTurn)[0]
    const attempt = next?.waiting.shift()
    if (!next || !attempt) break
    next.running += 1
    chosen.push(attempt.id)
  }
  return chosen
}

function byTurn(a: Person, b: Person): number {
  const [first, second] = [a.waiting[0], b.waiting[0]]
  if (!first || !second) return 0
  return a.running - b.running || first.queued_at - second.queued_at || (first.id < second.id ? -1 : 1)
}

async function findPeopleInLine(db: Db, { now, limit }: Ask): Promise<Person[]> {
  const counts = await db
    .selectFrom('attempt')
    .where('state', 'in', ['queued', 'leased', 'dispatched', 'received', 'stored'])
    .groupBy(['requested_by', 'state'])
    .select(({ fn }) => ['requested_by', 'state', fn.countAll<number>().as('amount')])
    .execute()
  const running = new Map<MemberId, number>()
  for (const { requested_by, state, amount } of counts) {
    if (state !== 'queued') running.set(requested_by, (running.get(requested_by) ?? 0) + Number(amount))
  }

  const people: Person[] = []
  for (const { requested_by } of counts.filter(({ state }) => state === 'queued')) {
    // No more than `limit` of one person can be chosen, so a queue of thousands is not read.
    const waiting = await waitingAttempts(db, now)
      .select(['id', 'queued_at'])
      .where('requested_by', '=', requested_by)
      .orderBy('queued_at')
      .orderBy('id')
      .limit(limit)
      .execute()
    people.push({ running: running.get(requested_by) ?? 0, waiting })
  }
  return people
}

function waitingAttempts(db: Db, now: Date) {
  return db
    .selectFrom('attempt')
    .where('state', '=', 'queued')
    .where(({ or, eb }) => or([eb('run_after', 'is', null), eb('run_after', '<=', now.getTime())]))
}
