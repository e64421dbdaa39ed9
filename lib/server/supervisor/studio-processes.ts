import { join } from 'node:path'
import type { Config } from '../config.ts'
import { CannotRun } from '../sentence.ts'
import { courierEnvironment, webEnvironment } from './child-environment.ts'
import { openChildLog } from './child-log.ts'
import { type ChildPlan, type KeptChild, keepChild } from './kept-child.ts'
import type { Supervision } from './supervise.ts'

/** The web process and the courier, each started again when it ends by itself. */
export type StudioProcesses = {
  web: KeptChild
  courier: KeptChild
  courierReady: Promise<void>
  /** Rejects when one of them cannot run here at all. */
  failure: Promise<never>
  ended: Promise<unknown>
}

const next = join('node_modules', 'next', 'dist', 'bin', 'next')
const courierMain = join('lib', 'server', 'courier', 'main.ts')

/** Starts both at once: neither waits for the other, since either may be away at any time. */
export function startProcesses({ mode, root, env, say }: Supervision, config: Config): StudioProcesses {
  const ready = Promise.withResolvers<void>()
  const failure = Promise.withResolvers<never>()
  const logs = join(config.dataDir, 'logs')

  const start = (name: string, plan: Pick<ChildPlan, 'args' | 'env'>) =>
    keepChild(
      { ...plan, cwd: root, logFd: openChildLog(logs, name) },
      {
        onMessage(message) {
          if (message.kind === 'ready') ready.resolve()
          else failure.reject(new CannotRun(message.sentence))
        },
        onCrash(how) {
          const log = join(logs, `${name}.log`)
          say(`The ${name} process ended (${how}) and is started again. Its log: ${log}`)
        },
      },
    )

  const web = start('web', {
    args: [next, mode, '-H', config.host, '-p', String(config.port)],
    env: webEnvironment(env, config, mode),
  })
  const courier = start('courier', {
    args: ['--conditions=react-server', courierMain],
    env: courierEnvironment(env, config),
  })
  const ended = Promise.all([web.ended, courier.ended])
  return { web, courier, courierReady: ready.promise, failure: failure.promise, ended }
}
