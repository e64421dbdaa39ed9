import 'server-only'
import { variantSizes } from '#lib/shared/image.ts'
import type { Log } from '../log.ts'
import { type ImagingChild, startChild } from './child-process.ts'
import { ImageUnreadable, type Imaging, type Inspection } from './imaging.ts'
import type { ImagingWord } from './imaging-messages.ts'

export type ImagingOptions = {
  log: Log
  /** What the child runs. */
  program?: URL
  maxInFlight?: number
  idleMs?: number
  /** How long a job may take before its child is killed. */
  jobMs?: number
  maxRssBytes?: number
}

/** The child did not live to say anything about the picture, or could not work: nothing is known about the picture. */
export class ImagingFailed extends Error {
  override readonly name = 'ImagingFailed'
}

type Job = {
  id: number
  file: string
  folder: string
  /** A job whose child ended under it gets one more child, for itself alone: it may be what ended the first. */
  isSecondTry: boolean
  isAbandoned: boolean
  timer?: NodeJS.Timeout
  settle: PromiseWithResolvers<Inspection>
}

type Room = Required<ImagingOptions> & {
  waiting: Job[]
  running: Map<number, Job>
  child: ImagingChild | null
  /** Killed, and not yet gone: it is given nothing more. */
  isEnding: boolean
  idle?: NodeJS.Timeout
  lastId: number
  isClosed: boolean
}

/** Forks the child when there is work, and ends it when there has been none for a while. */
export function openImaging(options: ImagingOptions): Imaging {
  const room: Room = {
    program: new URL('./imaging-child.ts', import.meta.url),
    maxInFlight: 2,
    idleMs: 10_000,
    jobMs: 60_000,
    maxRssBytes: 1024 ** 3,
    ...options,
    waiting: [],
    running: new Map(),
    child: null,
    isEnding: false,
    lastId: 0,
    isClosed: false,
  }
  return {
    prepare() {
      if (room.isClosed || room.isEnding) return
      room.child ??= openChild(room)
      startNext(room)
    },
    inspect: (file, folder, signal) => enqueue(room, { file, folder }, signal),
    async [Symbol.asyncDispose]() {
      room.isClosed = true
      endChild(room)
      for (const job of room.waiting.splice(0)) job.settle.reject(new ImagingFailed('The studio is closing.'))
    },
  }
}

async function enqueue(
  room: Room,
  { file, folder }: { file: string; folder: string },
  signal: AbortSignal | undefined,
): Promise<Inspection> {
  signal?.throwIfAborted()
  if (room.isClosed) throw new ImagingFailed('The studio is closing.')
  const settle = Promise.withResolvers<Inspection>()
  const job: Job = { id: ++room.lastId, file, folder, isSecondTry: false, isAbandoned: false, settle }
  const abort = () => {
    job.isAbandoned = true
    room.waiting = room.waiting.filter((other) => other.id !== job.id)
    settle.reject(signal?.reason)
  }
  signal?.addEventListener('abort', abort, { once: true })
  room.waiting.push(job)
  startNext(room)
  return settle.promise.finally(() => signal?.removeEventListener('abort', abort))
}

function startNext(room: Room): void {
  while (!room.isEnding && !room.isClosed) {
    const job = room.waiting[0]
    if (!job || !hasRoomFor(room, job)) break
    room.waiting.shift()
    startJob(room, job)
  }
  clearTimeout(room.idle)
  if (room.running.size > 0 || !room.child) return
  room.idle = setTimeout(() => endChild(room), room.idleMs)
  room.idle.unref()
}

function hasRoomFor({ running, maxInFlight }: Room, job: Job): boolean {
  const others = [...running.values()]
  if (job.isSecondTry || others.some((other) => other.isSecondTry)) return others.length === 0
  return others.length < maxInFlight
}

function startJob(room: Room, job: Job): void {
  room.child ??= openChild(room)
  job.timer = setTimeout(() => {
    room.log.warn({ jobMs: room.jobMs }, 'a picture took too long: its imaging child is ended')
    endChild(room)
  }, room.jobMs)
  room.running.set(job.id, job)
  room.child.ask({ id: job.id, file: job.file, folder: job.folder, sizes: variantSizes })
}

function openChild(room: Room): ImagingChild {
  const child = startChild(room.program, {
    onWord: (word) => handleWord(room, word),
    onEnd: (how) => handleEnd(room, how),
  })
  room.log.debug({ childPid: child.pid }, 'the imaging child is started')
  return child
}

function endChild(room: Room): void {
  if (!room.child) return
  room.isEnding = true
  room.child.kill()
}

function handleWord(room: Room, word: ImagingWord): void {
  if (word.kind === 'memory') {
    if (word.rssBytes <= room.maxRssBytes || room.isEnding) return
    room.log.warn({ rssBytes: word.rssBytes }, 'the imaging child takes too much memory: it is ended')
    endChild(room)
    return
  }
  const job = room.running.get(word.id)
  if (!job) return
  room.running.delete(word.id)
  clearTimeout(job.timer)
  if (word.kind === 'inspected') job.settle.resolve(word.inspection)
  else if (word.kind === 'unreadable') job.settle.reject(new ImageUnreadable(word.why))
  else job.settle.reject(new ImagingFailed(word.why))
  startNext(room)
}

function handleEnd(room: Room, how: string): void {
  const left = [...room.running.values()]
  room.child = null
  room.isEnding = false
  room.running.clear()
  if (left.length > 0 && !room.isClosed)
    room.log.warn({ how }, 'the imaging child ended in the middle of its work')
  for (const job of left) clearTimeout(job.timer)
  const isLost = (job: Job) => room.isClosed || job.isSecondTry || job.isAbandoned
  const again = left.filter((job) => !isLost(job))
  for (const job of left.filter(isLost)) {
    job.settle.reject(new ImagingFailed('The imaging child ended before its answer.'))
  }
  for (const job of again) job.isSecondTry = true
  room.waiting.unshift(...again)
  startNext(room)
}
