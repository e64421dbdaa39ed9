import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'

const project = fileURLToPath(new URL('../../..', import.meta.url))

/** A project folder whose web process is a stand-in, since no build is needed to see how processes are kept. */
export async function aProjectFolder(dotEnv = ''): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'safelight-supervisor-'))
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }))
  await mkdir(join(root, 'node_modules/next/dist/bin'), { recursive: true })
  await cp(
    join(project, 'lib/server/testing/stand-in-web.mjs'),
    join(root, 'node_modules/next/dist/bin/next'),
  )
  await writeFile(join(root, 'node_modules/next/package.json'), '{ "type": "module" }')
  await symlink(join(project, 'lib'), join(root, 'lib'))
  await writeFile(join(root, '.env'), dotEnv)
  return root
}

export type SupervisedStudio = {
  supervisor: ChildProcess
  /** Everything it has said so far. */
  said(): string
  /** Resolves when it has said something like this. */
  saying(words: RegExp): Promise<RegExpExecArray>
  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | string>
  /** Their process ids; 0 while they are not there. */
  web(): number
  courier(): number
}

/** The supervisor as a process, in a data folder inside of the project folder. */
export function startSupervisor(root: string, env: Record<string, string> = {}): SupervisedStudio {
  const program = `import { runSupervisor } from '${project}/lib/server/supervisor/run-supervisor.ts'
    await runSupervisor('start', '${root}')`
  const supervisor = spawn(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '-e', program],
    {
      cwd: root,
      env: {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        STUDIO_DATA_DIR: join(root, 'data'),
        PORT: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  supervisor.stdout.on('data', (chunk) => (text += chunk))
  supervisor.stderr.on('data', (chunk) => (text += chunk))
  const exit = once(supervisor, 'exit')
  onTestFinished(async () => {
    supervisor.kill('SIGKILL')
    await exit
  })
  const child = (part: string) =>
    childrenOf(supervisor.pid ?? 0).find((pid) => commandOf(pid).includes(part)) ?? 0
  return {
    supervisor,
    said: () => text,
    saying: (words) => vi.waitUntil(() => words.exec(text), { timeout: 30_000, interval: 20 }),
    ended: async () => {
      const [code, signal] = await exit
      return code ?? signal
    },
    web: () => child('next/dist/bin/next'),
    courier: () => child('courier/main.ts'),
  }
}

export function isAlive(pid: number): boolean {
  const status = readProc(pid, 'status')
  return status !== '' && !/^State:\s+Z/m.test(status)
}

export function environmentOf(pid: number): string {
  return readProc(pid, 'environ')
}

function childrenOf(pid: number): number[] {
  return readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

function commandOf(pid: number): string {
  return readProc(pid, 'cmdline')
}

function readProc(pid: number, name: string): string {
  const file = `/proc/${pid}/${name}`
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}
