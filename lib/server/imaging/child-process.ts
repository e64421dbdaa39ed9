import 'server-only'
import { fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ImagingJob, ImagingWord } from './imaging-messages.ts'

export type ImagingChild = {
  readonly pid: number | undefined
  ask(job: ImagingJob): void
  kill(): void
}

export type ChildEvents = {
  onWord(word: ImagingWord): void
  /** Once, however it ended; `how` is for the log. */
  onEnd(how: string): void
}

const maxComplaint = 2000

/** Starts the imaging child. */
export function startChild(program: URL, { onWord, onEnd }: ChildEvents): ImagingChild {
  const child = fork(fileURLToPath(program), {
    execArgv: ['--conditions=react-server', '--max-old-space-size=128'],
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  let hasEnded = false
  const end = (how: string) => {
    if (hasEnded) return
    hasEnded = true
    onEnd(how)
  }
  child.stderr?.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-maxComplaint)
  })
  child.on('message', (message) => onWord(ImagingWord.parse(message)))
  child.on('error', (error) => end(error.message))
  // `close` and not `exit`: the last words on standard error have come by then.
  child.on('close', (code, signal) => end(`${signal ?? code} ${complaint}`.trim()))
  // Waiting for the child must not keep the studio from ending; the timer of each job does that while there is one.
  child.unref()
  child.channel?.unref()
  return {
    pid: child.pid,
    // A word to a child that is gone is lost; that it is gone is told by its end.
    ask: (job) => void child.send(job, () => undefined),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Made for it: nothing of ours, least of all a key, is handed on. */
function childEnvironment(): NodeJS.ProcessEnv {
  // Where this process keeps compiled code, if it does: the child then starts in half the time.
  const cache = getCompileCacheDir()
  return {
    NODE_ENV: 'production',
    // Without this, glibc keeps an arena for each thread and with it twice the memory.
    MALLOC_ARENA_MAX: '2',
    ...(cache ? { NODE_COMPILE_CACHE: dirname(cache) } : {}),
  }
}
