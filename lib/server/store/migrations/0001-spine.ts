import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/**
 * Generations, their attempts, their images, and the feed of changes.
 *
 * Rows of generations do not refer to people or teams by foreign key: what somebody asked for and paid for outlives
 * their membership.
 */
export async function up(db: Db): Promise<void> {
  await createPeople(db)
  await createGenerations(db)
  await createAttempts(db)
  await createImages(db)
  await createChanges(db)
}

async function createPeople(db: Db): Promise<void> {
  await db.schema
    .createTable('team')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('member')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('team.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createGenerations(db: Db): Promise<void> {
  await db.schema
    .createTable('generation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('submission_key', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('gateway', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('megapixels', 'integer', (column) => column.notNull())
    .addColumn('asked_width', 'integer', (column) => column.notNull())
    .addColumn('asked_height', 'integer', (column) => column.notNull())
    .addColumn('fallback_p50_ms', 'integer', (column) => column.notNull())
    .addColumn('fallback_p90_ms', 'integer', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    // One press, one generation: this is what makes it true.
    .addUniqueConstraint('generation_submission', ['team_id', 'submission_key'])
    .execute()

  await db.schema
    .createIndex('generation_newest')
    .on('generation')
    .columns(['team_id', 'deleted_at', 'requested_at', 'id'])
    .execute()
}

async function createAttempts(db: Db): Promise<void> {
  await db.schema
    .createTable('attempt')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull().references('generation.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('seed', 'bigint', (column) => column.notNull())
    .addColumn('try_number', 'integer', (column) => column.notNull())
    .addColumn('successor_id', 'text')
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('megapixels', 'integer', (column) => column.notNull())
    .addColumn('queued_at', 'bigint', (column) => column.notNull())
    .addColumn('first_queued_at', 'bigint', (column) => column.notNull())
    .addColumn('run_after', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('fence', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('trace_id', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('dispatched_at', 'bigint')
    .addColumn('deadline_at', 'bigint')
    .addColumn('received_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('cancel_requested_at', 'bigint')
    .addColumn('failure_code', 'text')
    .addColumn('charged', 'text')
    .addColumn('cost_micros', 'bigint')
    .addColumn('request_id', 'text')
    .addColumn('gateway_status', 'integer')
    .addColumn('gateway_code', 'text')
    .addColumn('provider', 'text')
    .addColumn('executed_model', 'text')
    .addColumn('revised_prompt', 'text')
    .execute()

  // Each position of a generation has one latest attempt, so an attempt cannot get two successors.
  await db.schema
    .createIndex('attempt_latest')
    .unique()
    .on('attempt')
    .columns(['generation_id', 'position'])
    .where(sql.ref('successor_id'), 'is', null)
    .execute()
  await db.schema.createIndex('attempt_of_generation').on('attempt').column('generation_id').execute()
  await db.schema
    .createIndex('attempt_queue')
    .on('attempt')
    .columns(['state', 'requested_by', 'queued_at', 'id', 'run_after'])
    .execute()
  await db.schema.createIndex('attempt_line').on('attempt').columns(['state', 'queued_at', 'id']).execute()
  await db.schema
    .createIndex('attempt_durations')
    .on('attempt')
    .columns(['model', 'megapixels', 'state', 'received_at', 'dispatched_at'])
    .execute()
}

async function createImages(db: Db): Promise<void> {
  await db.schema
    .createTable('image')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull().references('generation.id'))
    // One attempt pays for one picture.
    .addColumn('attempt_id', 'text', (column) => column.notNull().unique().references('attempt.id'))
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('thumbhash', 'text', (column) => column.notNull())
    .addColumn('drawn_locally', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('favourited_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('image_newest')
    .on('image')
    .columns(['team_id', 'deleted_at', 'created_at', 'id'])
    .execute()
  await db.schema
    .createIndex('image_favourites')
    .on('image')
    .columns(['team_id', 'deleted_at', 'created_at', 'id'])
    .where(sql.ref('favourited_at'), 'is not', null)
    .execute()
  await db.schema.createIndex('image_of_generation').on('image').column('generation_id').execute()

  await db.schema
    .createTable('image_file')
    .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
    .addColumn('variant', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('size_bytes', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('image_file_variant', ['image_id', 'variant'])
    .execute()
}

async function createChanges(db: Db): Promise<void> {
  await db.schema
    .createTable('change')
    // Numbers are never given twice, also after the newest rows were forgotten: browsers resume after one.
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .execute()
}
