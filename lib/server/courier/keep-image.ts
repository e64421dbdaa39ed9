import { embeddedGateway } from '../config.ts'
import type { AnswerFacts } from '../gateway/gateway.ts'
import { newImageId } from '../ids.ts'
import { ImageUnreadable, type Inspection } from '../imaging/imaging.ts'
import type { AttemptRecord, NewImage } from '../store/store.ts'
import type { CourierParts } from './courier-parts.ts'
import { chargedByCost, endFailed, Overtaken, toColumns } from './end-attempt.ts'
import type { Signals } from './signals.ts'

type Arrived = { facts: AnswerFacts; file: string; folder: string; signals: Signals }

/** Verifies a picture pixel by pixel, keeps its bytes, and books it: the image and `done` are one commit. */
export async function keepImage(
  parts: CourierParts,
  attempt: AttemptRecord,
  arrived: Arrived,
): Promise<void> {
  const inspection = await inspectPicture(parts, arrived)
  if (!inspection) {
    const charged = chargedByCost(arrived.facts.costMicros)
    await endFailed(parts, attempt, { code: 'image_unreadable', charged, facts: arrived.facts })
    return parts.spool.quarantine(attempt.id)
  }
  parts.checkpoint('after-decode')
  const files = await keepFiles(parts, arrived, inspection)
  parts.checkpoint('after-blobs')
  await markStored(parts, attempt, arrived.facts)
  parts.checkpoint('after-stored')
  await bookImage(parts, attempt, { inspection, files })
  parts.checkpoint('after-done')
  await parts.spool.discard(attempt.id)
}

async function inspectPicture({ imaging, checkpoint }: CourierParts, { file, folder, signals }: Arrived) {
  try {
    const inspecting = imaging.inspect(file, folder, signals.halted)
    checkpoint('mid-decode')
    return await inspecting
  } catch (error) {
    if (error instanceof ImageUnreadable) return null
    throw error
  }
}

async function keepFiles(
  { blobs, checkpoint }: CourierParts,
  { file, signals }: Arrived,
  { derivatives }: Inspection,
): Promise<NewImage['files']> {
  const files: NewImage['files'] = [{ variant: 'original', ...(await blobs.putFile(file, signals.halted)) }]
  checkpoint('after-first-blob')
  for (const derivative of derivatives) {
    files.push({ variant: derivative.variant, ...(await blobs.putFile(derivative.file, signals.halted)) })
  }
  return files
}

async function markStored(
  { store }: CourierParts,
  attempt: AttemptRecord,
  facts: AnswerFacts,
): Promise<void> {
  if (attempt.state === 'stored') return
  const changes = toColumns(facts)
  const stored = await store.queue.advance(attempt.id, { from: 'received', to: 'stored', changes })
  if (!stored) throw new Overtaken()
}

async function bookImage(
  { store, clock, checkpoint, log }: CourierParts,
  attempt: AttemptRecord,
  { inspection, files }: { inspection: Inspection; files: NewImage['files'] },
): Promise<void> {
  const now = clock.now()
  const { format, width, height, thumbhash } = inspection
  const drawnLocally = attempt.gateway === embeddedGateway
  await store.transaction(async (tx) => {
    const image = { id: newImageId(), attemptId: attempt.id, createdAt: now, drawnLocally, files }
    await tx.queue.insertImage({ ...image, format, width, height, thumbhash })
    checkpoint('before-done')
    const done = await tx.queue.advance(attempt.id, {
      from: 'stored',
      to: 'done',
      changes: { finishedAt: now },
    })
    if (!done) throw new Overtaken()
  })
  log.info({ attemptId: attempt.id, traceId: attempt.traceId, width, height, format }, 'kept')
}
