import type { Attempt, AttemptState, Charged, FailureCode } from '#lib/shared/attempt.ts'
import type { Generation, GenerationQuery, GenerationRequest } from '#lib/shared/generation.ts'
import type { AttemptId, GenerationId, ImageId, MemberId, TeamId } from '#lib/shared/ids.ts'
import type { Image, ImagePage, ImageQuery, ImageVariant, KeptFormat, PixelSize } from '#lib/shared/image.ts'
import type { Member, TeamScope } from '../access.ts'

/** Everything the studio remembers. One implementation over Kysely; the dialect is chosen when it is opened. */
export interface Store extends AsyncDisposable {
  /** Work that throws leaves no trace. Nested calls join the outer transaction. */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>
  /** The only door to rows that belong to a team. */
  team(scope: TeamScope): TeamRows
  /** The courier's door: attempts of every team, and nothing a person could ask for. */
  readonly queue: QueueRows
  readonly changes: ChangeRows
  /** The one person of a studio without accounts; made on the first call. */
  findOrCreateOwner(): Promise<Member>
  /** Throws when the database does not answer or fails its own quick check. */
  check(): Promise<void>
  /** Every image row of every team with its files, for `verify`. */
  listKeptFiles(): AsyncIterable<KeptFiles>
}

export type KeptFiles = {
  imageId: ImageId
  files: { variant: ImageVariant; sha256: string; sizeBytes: number }[]
}

export interface TeamRows {
  readonly generations: GenerationRows
  readonly attempts: AttemptRows
  readonly images: ImageRows
}

export interface GenerationRows {
  /** One key makes one generation, whoever wins the race; the other is given the winner's. */
  insert(generation: NewGeneration): Promise<{ id: GenerationId; bodyHash: string; created: boolean }>
  /** Deleted ones included. */
  find(id: GenerationId): Promise<Generation | null>
  /** Newest first, without those deleted. */
  list(query: GenerationQuery): Promise<{ generations: Generation[]; nextCursor: string | null }>
  /** Deletes it with its images, and cancels what has not been sent; false when there is nothing to delete. */
  remove(id: GenerationId, at: Date): Promise<boolean>
  /** Undoes `remove`, images deleted at the same moment included; what was cancelled stays so. */
  restore(id: GenerationId): Promise<boolean>
  /** Unsent attempts become `cancelled`; sent ones remember the wish. Returns how many of each. */
  cancel(id: GenerationId, at: Date): Promise<{ cancelled: number; alreadySent: number } | null>
}

export type NewGeneration = {
  id: GenerationId
  submissionKey: string
  /** Of the canonical request, to tell a repeat from a different request under the same key. */
  bodyHash: string
  request: GenerationRequest
  /** `nameGateway` of the one it is asked of; no other is ever sent it. */
  gateway: string
  asked: PixelSize
  fallbackMs: { p50: number; p90: number }
  requestedBy: MemberId
  requestedAt: Date
  attempts: { id: AttemptId; position: number; seed: number }[]
}

export interface AttemptRows {
  find(id: AttemptId): Promise<(Attempt & { generationId: GenerationId; gateway: string }) | null>
  /**
   * Queues another attempt for the same image. The earlier one can have one successor only, so asking twice gives the same;
   * null when the earlier one has not ended, has its picture, or was deleted. A `tryNumber` of 1 is a person's wish: its
   * deadline counts from now. A greater one is an automatic try: null when the earlier one was to be cancelled.
   * `unknown` counts as ended only with `mayPayTwice`.
   */
  succeed(
    id: AttemptId,
    next: {
      id: AttemptId
      seed: number
      queuedAt: Date
      runAfter: Date | null
      tryNumber: number
      mayPayTwice?: boolean
    },
  ): Promise<AttemptId | null>
}

export interface ImageRows {
  /** Deleted ones included. */
  find(id: ImageId): Promise<Image | null>
  /** Which blob holds a variant, deleted images included as long as their files are kept. */
  findFile(
    id: ImageId,
    variant: ImageVariant,
  ): Promise<{ sha256: string; sizeBytes: number; format: KeptFormat } | null>
  /** Newest first, without those deleted. */
  list(query: ImageQuery): Promise<ImagePage>
  /** Null when there is no such image. */
  setFavourite(id: ImageId, at: Date | null): Promise<Image | null>
  setDeleted(id: ImageId, at: Date | null): Promise<Image | null>
}

/** An attempt as the courier sees it. */
export type AttemptRecord = {
  id: AttemptId
  teamId: TeamId
  generationId: GenerationId
  position: number
  state: AttemptState
  seed: number
  tryNumber: number
  request: GenerationRequest
  gateway: string
  asked: PixelSize
  requestedBy: MemberId
  queuedAt: Date
  /** Of the first try for this position: the deadline of automatic tries counts from here. */
  firstQueuedAt: Date
  leaseOwner: string | null
  leaseUntil: Date | null
  /** Grows with each lease; a writer with an older number has been replaced. */
  fence: number
  traceId: string | null
  dispatchedAt: Date | null
  deadlineAt: Date | null
  receivedAt: Date | null
  cancelRequestedAt: Date | null
  /** What the gateway's answer said, when there was one. */
  requestId: string | null
  gatewayStatus: number | null
}

/** Columns that a step may set beside the state. */
export type AttemptChanges = Partial<{
  leaseOwner: string | null
  leaseUntil: Date | null
  runAfter: Date | null
  traceId: string
  bodyHash: string
  dispatchedAt: Date
  deadlineAt: Date
  receivedAt: Date
  finishedAt: Date
  failureCode: FailureCode
  charged: Charged
  costMicros: number | null
  requestId: string | null
  gatewayStatus: number | null
  gatewayCode: string | null
  provider: string | null
  executedModel: string | null
  revisedPrompt: string | null
}>

export type NewImage = {
  id: ImageId
  attemptId: AttemptId
  format: KeptFormat
  width: number
  height: number
  thumbhash: string
  drawnLocally: boolean
  createdAt: Date
  files: { variant: ImageVariant; sha256: string; sizeBytes: number }[]
}

export interface QueueRows {
  /**
   * Leases up to `limit` attempts that are due, taking turns between people: who has the fewest running goes
   * first, then who waits longest. No attempt is leased to two owners.
   */
  claim(ask: { owner: string; now: Date; leaseMs: number; limit: number }): Promise<AttemptRecord[]>
  /** Extends the leases of an owner; returns the ids it still holds, so that it can stop work on the others. */
  heartbeat(owner: string, now: Date, leaseMs: number): Promise<AttemptId[]>
  /** One step of the state machine, decided by a condition on the state (and the fence) in the statement that writes. */
  advance(
    id: AttemptId,
    step: {
      from: AttemptState
      to: AttemptState
      fence?: number
      leaseNotBefore?: Date
      changes?: AttemptChanges
    },
  ): Promise<boolean>
  /** Leased attempts whose owner has gone return to the queue: nothing was sent for them. Returns how many. */
  expireLeases(now: Date): Promise<number>
  /** Attempts in a state, oldest first. */
  listInState(state: AttemptState, limit: number): Promise<AttemptRecord[]>
  countInStates(states: readonly AttemptState[]): Promise<number>
  find(id: AttemptId): Promise<AttemptRecord | null>
  /** The image of an attempt; together with the step to `done` in one transaction. */
  insertImage(image: NewImage): Promise<void>
  /** The earliest time at which a queued attempt may run; null when nothing waits. */
  nextDue(): Promise<Date | null>
}

/** A row of the change feed: something of a team is not as it was. */
export type Change = {
  seq: number
  teamId: TeamId
  kind: 'generation' | 'image'
  subjectId: string
}

export interface ChangeRows {
  /** In order, after `seq`. */
  list(after: number, limit: number): Promise<Change[]>
  /** The oldest and the newest number kept; both 0 when there are none. */
  range(): Promise<{ oldest: number; newest: number }>
  /** Called after each commit of this process that changed something. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  /** Forgets all but the newest `keep`. */
  prune(keep: number): Promise<void>
}
