import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { pinnedNode, root } from '../lib/commands/install.mjs'
import { cleanEnvironment } from '../lib/commands/testing/run-node.ts'
import { isAlive, listDescendants, type Process } from './processes.ts'

export type StudioPlan = {
  dataDir: string
  /** Beside the data folder and a free port. */
  env?: Record<string, string>
}

/** The real studio, as `npm start` starts it when everything is built. */
export type RunningStudio = {
  readonly url: string
  readonly dataDir: string
  /** From being started until it said that it was ready. */
  readonly readyMs: number
  /** What it said at the terminal. */
  readonly output: readonly string[]
  process(name: ProcessName): Process
  /** The supervisor, the web process, the courier and everything they started. */
  listProcesses(): Process[]
  /** Ends one process as a crash would; resolves when it is gone. */
  kill(name: ProcessName): Promise<void>
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
  /** Ends everything at once, as a power cut would. */
  cutPower(): Promise<void>
}

export type ProcessName = 'web' | 'courier'

const readyLine = /^Safelight is ready: (\S+)$/
const longestStartMs = 60_000

export async function startStudio({ dataDir, env = {} }: StudioPlan): Promise<RunningStudio> {
  const startedAt = performance.now()
  const output: string[] = []
  const child = spawn(pinnedNode(), ['--conditions=react-server', 'lib/server/supervisor/main.ts'], {
    cwd: root,
    // An empty variable stands before what a person's own .env says.
    env: {
      ...cleanEnvironment(process.env),
      LUMENFALL_API_KEY: '',
      LUMENFALL_BASE_URL: '',
      HOST: '',
      PORT: '0',
      STUDIO_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await awaitReady(child, output)
  const pid = child.pid ?? 0
  const readyMs = performance.now() - startedAt

  const listProcesses = () => [{ pid, parent: process.pid, command: 'supervisor' }, ...listDescendants(pid)]
  const find = (name: ProcessName) => {
    const children = listDescendants(pid).filter(({ parent }) => parent === pid)
    const found = children.find(({ command }) => command.includes('courier/main.ts') === (name === 'courier'))
    if (!found) throw new Error(`There is no ${name} process.`)
    return found
  }

  return {
    url,
    dataDir,
    readyMs,
    output,
    process: find,
    listProcesses,
    async kill(name) {
      await killAll([find(name).pid])
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      child.kill('SIGINT')
      const [code] = await once(child, 'exit')
      return code
    },
    async cutPower() {
      await killAll(listProcesses().map((running) => running.pid))
    },
  }
}

async function awaitReady(child: ChildProcess, output: string[]): Promise<string> {
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line)
      const url = readyLine.exec(line)?.[1]
      if (url) ready.resolve(url.replace(/\/$/, ''))
    })
  }
  const fail = (how: string) => ready.reject(new Error(`The studio ${how}:\n${output.join('\n')}`))
  child.once('exit', (code) => fail(`ended with exit code ${code}`))
  const alarm = setTimeout(() => {
    fail('was not ready in time')
    child.kill('SIGKILL')
  }, longestStartMs)
  try {
    return await ready.promise
  } finally {
    clearTimeout(alarm)
  }
}

async function killAll(pids: number[]): Promise<void> {
  for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGKILL')
  while (pids.some(isAlive)) await new Promise(setImmediate)
}
