import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, dirname } from 'node:path'

export type Environment = Record<string, string | undefined>

const longestStageMs = 25 * 60_000

/** Runs a program under this Node and passes its output on; true when it ended well. */
export async function runNode(args: string[], env: Environment = {}): Promise<boolean> {
  // A group of its own, so that a stage which hangs is ended together with everything it started.
  const child = spawn(process.execPath, args, {
    detached: true,
    env: { ...cleanEnvironment(process.env), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const endGroup = () => {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  }
  const interrupt = () => {
    endGroup()
    process.exit(130)
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const alarm = setTimeout(() => {
    console.error(`No end after ${longestStageMs / 60_000} minutes: stopped.`)
    endGroup()
  }, longestStageMs)
  try {
    const [code] = await once(child, 'exit')
    return code === 0
  } finally {
    clearTimeout(alarm)
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/**
 * What a person has set for their own studio is no concern of the tests: least of all a key that costs money.
 * Next declares NODE_ENV as always set, which it is not here: each tool chooses its own.
 */
export function cleanEnvironment(env: Environment): NodeJS.ProcessEnv {
  const tools: Environment = {
    ...env,
    PATH: `${dirname(process.execPath)}${delimiter}${env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const kept = Object.entries(tools).filter(
    ([name]) => !/^(STUDIO_|LUMENFALL_|HOST$|PORT$|NODE_OPTIONS$|NODE_ENV$)/.test(name),
  )
  return Object.fromEntries(kept) as NodeJS.ProcessEnv
}
