import type { AttemptChanges, AttemptRecord } from './store.ts'
import { parseStoredRequest } from './stored-request.ts'
import type { AttemptRow, Db } from './tables.ts'

/** Attempts as the courier needs them: with what was asked. */
export function selectRecords(db: Db) {
  return db
    .selectFrom('attempt')
    .innerJoin('generation', 'generation.id', 'attempt.generation_id')
    .selectAll('attempt')
    .select(['generation.request', 'generation.gateway', 'generation.asked_width', 'generation.asked_height'])
}

type RecordRow = AttemptRow & { request: string; gateway: string; asked_width: number; asked_height: number }

export function toRecord(row: RecordRow): AttemptRecord {
  return {
    id: row.id,
    teamId: row.team_id,
    generationId: row.generation_id,
    position: row.position,
    state: row.state,
    seed: row.seed,
    tryNumber: row.try_number,
    request: parseStoredRequest(row.request),
    gateway: row.gateway,
    asked: { width: row.asked_width, height: row.asked_height },
    requestedBy: row.requested_by,
    queuedAt: new Date(row.queued_at),
    firstQueuedAt: new Date(row.first_queued_at),
    leaseOwner: row.lease_owner,
    leaseUntil: toDate(row.lease_until),
    fence: row.fence,
    traceId: row.trace_id,
    dispatchedAt: toDate(row.dispatched_at),
    deadlineAt: toDate(row.deadline_at),
    receivedAt: toDate(row.received_at),
    cancelRequestedAt: toDate(row.cancel_requested_at),
    requestId: row.request_id,
    gatewayStatus: row.gateway_status,
  }
}

/** Only what is named is set; `undefined` leaves a column as it is. */
export function toColumns(changes: AttemptChanges): Partial<AttemptRow> {
  const columns = {
    lease_owner: changes.leaseOwner,
    lease_until: toMs(changes.leaseUntil),
    run_after: toMs(changes.runAfter),
    trace_id: changes.traceId,
    body_hash: changes.bodyHash,
    dispatched_at: toMs(changes.dispatchedAt),
    deadline_at: toMs(changes.deadlineAt),
    received_at: toMs(changes.receivedAt),
    finished_at: toMs(changes.finishedAt),
    failure_code: changes.failureCode,
    charged: changes.charged,
    cost_micros: changes.costMicros,
    request_id: changes.requestId,
    gateway_status: changes.gatewayStatus,
    gateway_code: changes.gatewayCode,
    provider: changes.provider,
    executed_model: changes.executedModel,
    revised_prompt: changes.revisedPrompt,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

function toMs(date: Date | null | undefined): number | null | undefined {
  return date?.getTime() ?? (date === null ? null : undefined)
}
