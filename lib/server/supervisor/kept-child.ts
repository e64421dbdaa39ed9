import { type ChildProcess, spawn } from 'node:child_process'
import { ChildMessage } from '../supervisor-channel.ts'

export type ChildPlan = {
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Where its output goes. */
  logFd: number
}

export type ChildEvents = {
  onMessage(message: ChildMessage): void
  /** It ended though nobody asked it to, and will be started again. */
  onCrash(how: string): void
}

/** A process that is started again whenever it ends by itself. */
export interface KeptChild {
  readonly pid: number | undefined
  /** Asks it to end, and no longer starts it again. Each call is one signal. */
  stop(signal: NodeJS.Signals): void
  /** Resolves when it has ended for good. */
  readonly ended: Promise<void>
}

const firstPauseMs = 250
const longestPauseMs = 10_000
/** Who has lived this long was not broken from the start. */
const soundAfterMs = 30_000

export function keepChild(plan: ChildPlan, events: ChildEvents): KeptChild {
  const ended = Promise.withResolvers<void>()
  let child: ChildProcess
  let isStopping = false
  let pauseMs = firstPauseMs
  let restart: NodeJS.Timeout | undefined

  function start(): void {
    const startedAt = performance.now()
    child = spawnChild(plan)
    child.on('message', (message) => {
      const known = ChildMessage.safeParse(message)
      if (known.success) events.onMessage(known.data)
    })
    child.once('error', () => undefined)
    child.once('close', (code, signal) => {
      if (isStopping) return ended.resolve()
      if (performance.now() - startedAt > soundAfterMs) pauseMs = firstPauseMs
      events.onCrash(signal ?? `exit code ${code}`)
      restart = setTimeout(start, pauseMs)
      pauseMs = Math.min(2 * pauseMs, longestPauseMs)
    })
  }

  start()
  return {
    get pid() {
      return child.pid
    },
    ended: ended.promise,
    stop(signal) {
      isStopping = true
      clearTimeout(restart)
      if (child.exitCode !== null || child.signalCode !== null || !child.pid) return ended.resolve()
      child.kill(signal)
    },
  }
}

/**
 * In a process group of its own, so that Ctrl-C in a terminal reaches the supervisor alone, which knows the order to end
 * things in. Its output goes to a file and not through the supervisor, so that it outlives one that is killed.
 */
function spawnChild({ args, cwd, env, logFd }: ChildPlan): ChildProcess {
  return spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', logFd, logFd, 'ipc'] })
}
