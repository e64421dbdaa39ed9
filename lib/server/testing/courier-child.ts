import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Where `npm start` keeps it too: a process that starts often need not read its sources again each time. */
const compileCache = 'node_modules/.cache/node'
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A courier as a process of its own, as the supervisor starts it; killed when the test ends, if it still lives then. */
export function spawnCourier(environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=react-server', 'lib/server/courier/main.ts'], {
    cwd: root,
    env: { ...environment, NODE_ENV: 'production', NODE_COMPILE_CACHE: join(root, compileCache) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** One that kills itself when it comes to a point for the nth time; resolves when it has. */
export async function dieAtCheckpoint(environment: Record<string, string>, point: string): Promise<void> {
  const child = spawnCourier({ ...environment, STUDIO_TEST_HOOKS: '1', STUDIO_KILL_AT: point })
  const [code, signal] = await once(child, 'exit')
  if (signal !== 'SIGKILL')
    throw new Error(`The courier ended with ${signal ?? code} before it came to ${point}.`)
}
