import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./other-process-main.ts', import.meta.url))

export type OtherProcess = AsyncDisposable & {
  /** Lets it begin: it waits for this once it is up. */
  go(): void
  /** The next line it prints; null when it has ended. */
  line(): Promise<string | null>
  kill(): Promise<void>
}

/** A second process of the studio, that does one thing (see `other-process-main.ts`) when it is told to. */
export async function startProcess(task: string, ...args: string[]): Promise<OtherProcess> {
  const child = spawn(process.execPath, ['--conditions=react-server', script, task, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const next = await lines.next()
    return next.done ? null : next.value
  }
  if ((await line()) !== 'up') throw new Error('The other process did not start.')
  return {
    go: () => child.stdin.write('go\n'),
    line,
    kill: () => kill(child),
    [Symbol.asyncDispose]: () => kill(child),
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
