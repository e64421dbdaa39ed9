import { ImageUnreadable } from './imaging.ts'
import type { ImagingJob, ImagingWord } from './imaging-messages.ts'
import { inspectPicture } from './inspect-picture.ts'

// The process in which pictures are decoded. It holds no key, opens no socket and may be killed at any time. It loads
// little, because what it loads is paid for in memory and in the time until the first picture.

const memoryEveryMs = 200

let jobs = 0
let memoryTimer: NodeJS.Timeout | undefined

process.on('message', async (job: ImagingJob) => {
  startWork()
  say(await inspect(job))
  endWork()
})

// The studio has gone, and with it whoever wanted to know.
process.on('disconnect', () => process.exit())

async function inspect({ id, ...picture }: ImagingJob): Promise<ImagingWord> {
  try {
    return { kind: 'inspected', id, inspection: await inspectPicture(picture) }
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
