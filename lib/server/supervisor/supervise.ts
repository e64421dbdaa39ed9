import { type Config, readConfig } from '../config.ts'
import { lockFile, prepareDataFolder } from '../data-folder.ts'
import { CannotRun } from '../sentence.ts'
import { awaitHealth } from './await-health.ts'
import { drainProcesses, endProcesses } from './drain.ts'
import { findFreePort } from './free-port.ts'
import { isLoopback, toUrl } from './loopback.ts'
import { onStopRequests } from './stop-requests.ts'
import { type StudioProcesses, startProcesses } from './studio-processes.ts'

export type StudioMode = 'start' | 'dev'

export type Supervision = {
  mode: StudioMode
  /** The folder of the project. */
  root: string
  env: NodeJS.ProcessEnv
  /** One line for the person at the terminal. */
  say(line: string): void
}

/** Runs the studio, until somebody wants it to end and both of its processes have. */
export async function superviseStudio(supervision: Supervision): Promise<void> {
  const given = readConfig(supervision.env)
  assertLoopback(given)
  await prepareDataFolder(given)
  await using _lock = await lockFile(given.files.studioLock)
  const config = { ...given, port: await choosePort(given, supervision.say) }

  const processes = startProcesses(supervision, config)
  onStopRequests(
    () => drainProcesses(processes, supervision.say),
    () => endProcesses(processes),
  )
  try {
    await Promise.race([sayWhenReady(processes, config, supervision.say), processes.failure])
    await Promise.race([processes.ended, processes.failure])
  } finally {
    endProcesses(processes)
    await processes.ended
  }
}

function assertLoopback({ host }: Config): void {
  if (isLoopback(host)) return
  throw new CannotRun(
    `Safelight has no accounts yet, so it listens on this machine only: on ${host}, anybody who reaches it could ` +
      'spend your money. Leave HOST out, or set it to 127.0.0.1.',
  )
}

async function choosePort({ host, port }: Config, say: Supervision['say']): Promise<number> {
  const free = await findFreePort(host, port)
  if (free === null)
    throw new CannotRun(`Port ${port} and those after it are taken. Choose another with PORT.`)
  if (port !== 0 && free !== port) say(`Port ${port} is taken, so the studio listens on ${free}.`)
  return free
}

async function sayWhenReady(
  { courierReady, ended }: StudioProcesses,
  config: Config,
  say: Supervision['say'],
): Promise<void> {
  const stopped = new AbortController()
  void ended.then(() => stopped.abort())
  const url = toUrl(config.host, config.port)
  const [isWell] = await Promise.all([awaitHealth(url, stopped.signal), Promise.race([courierReady, ended])])
  if (!isWell || stopped.signal.aborted) return
  say(`Safelight is ready: ${url}`)
  say(describeGateway(config.gateway))
}

function describeGateway(gateway: Config['gateway']): string {
  if (gateway.kind === 'sandbox') return 'No key is set: pictures are drawn by the embedded gateway.'
  return `Pictures come from ${gateway.baseUrl.host}, and are paid for.`
}
