import type { Generated, Kysely, Selectable } from 'kysely'
import type { AttemptState, Charged, FailureCode } from '#lib/shared/attempt.ts'
import type { AttemptId, GenerationId, ImageId, MemberId, TeamId } from '#lib/shared/ids.ts'
import type { ImageVariant, KeptFormat } from '#lib/shared/image.ts'
import type { Role } from '../access.ts'

/*
 * The columns, as SQLite and Postgres both have them: ids and JSON are text, times are whole milliseconds since 1970,
 * a time that may be null stands for a flag. snake_case ends at the `to…` functions of the rows.
 */

export type Db = Kysely<Tables>

export interface Tables {
  team: TeamTable
  member: MemberTable
  generation: GenerationTable
  attempt: AttemptTable
  image: ImageTable
  image_file: ImageFileTable
  change: ChangeTable
}

type TeamTable = { id: TeamId; name: string; created_at: number }

type MemberTable = { id: MemberId; team_id: TeamId; name: string; role: Role; created_at: number }

type GenerationTable = {
  id: GenerationId
  team_id: TeamId
  submission_key: string
  body_hash: string
  /** JSON. */
  request: string
  /** The one it was asked of: `sandbox`, or the origin of its address. */
  gateway: string
  model: string
  /** Whole megapixels of one picture: what takes equally long. */
  megapixels: number
  asked_width: number
  asked_height: number
  fallback_p50_ms: number
  fallback_p90_ms: number
  requested_by: MemberId
  requested_at: number
  deleted_at: number | null
}

type AttemptTable = {
  id: AttemptId
  team_id: TeamId
  generation_id: GenerationId
  position: number
  state: AttemptState
  seed: number
  try_number: number
  /** The attempt that was queued after this one for the same picture. The latest of a position has none. */
  successor_id: AttemptId | null
  // As in the generation, so that the queue and the history of durations need no join.
  requested_by: MemberId
  model: string
  megapixels: number
  queued_at: number
  first_queued_at: number
  run_after: number | null
  lease_owner: string | null
  lease_until: number | null
  fence: number
  trace_id: string | null
  body_hash: string | null
  dispatched_at: number | null
  deadline_at: number | null
  received_at: number | null
  finished_at: number | null
  cancel_requested_at: number | null
  failure_code: FailureCode | null
  charged: Charged | null
  cost_micros: number | null
  request_id: string | null
  gateway_status: number | null
  gateway_code: string | null
  provider: string | null
  executed_model: string | null
  revised_prompt: string | null
}

type ImageTable = {
  id: ImageId
  team_id: TeamId
  generation_id: GenerationId
  attempt_id: AttemptId
  format: KeptFormat
  width: number
  height: number
  thumbhash: string
  /** 1 when the embedded gateway drew it. */
  drawn_locally: number
  created_at: number
  favourited_at: number | null
  deleted_at: number | null
}

type ImageFileTable = { image_id: ImageId; variant: ImageVariant; sha256: string; size_bytes: number }

type ChangeTable = {
  seq: Generated<number>
  team_id: TeamId
  kind: 'generation' | 'image'
  subject_id: string
}

export type GenerationRow = Selectable<GenerationTable>
export type AttemptRow = Selectable<AttemptTable>
export type ChangeRow = Selectable<ChangeTable>
