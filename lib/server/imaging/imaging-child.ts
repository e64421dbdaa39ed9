import { ImageUnreadable } from './imaging.ts'
import { ImagingJob, type ImagingWord } from './imaging-messages.ts'
import { inspectPicture } from './inspect-picture.ts'

// The process in which pictures are decoded. It holds no key, opens no socket and may be killed at any time.

const memoryEveryMs = 200

let jobs = 0
let memoryTimer: NodeJS.Timeout | undefined

process.on('message', async (message) => {
  const job = ImagingJob.parse(message)
  startWork()
  say(await inspect(job))
  endWork()
})

// The studio has gone, and with it whoever wanted to know.
process.on('disconnect', () => process.exit())

async function inspect({ id, file, folder }: ImagingJob): Promise<ImagingWord> {
  try {
    return { kind: 'inspected', id, inspection: await inspectPicture(file, folder) }
  } catch (error) {
    const kind = error instanceof ImageUnreadable ? 'unreadable' : 'failed'
    return { kind, id, why: error instanceof Error ? error.message : String(error) }
  }
}

function startWork(): void {
  if (jobs++ > 0) return
  memoryTimer = setInterval(() => say({ kind: 'memory', rssBytes: process.memoryUsage.rss() }), memoryEveryMs)
}

function endWork(): void {
  if (--jobs === 0) clearInterval(memoryTimer)
}

function say(word: ImagingWord): void {
  if (process.connected) process.send?.(word)
}
