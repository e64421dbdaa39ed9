import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root } from '../lib/commands/install.mjs'
import { cleanEnvironment } from '../lib/commands/testing/run-node.ts'
import { temporaryFolder } from '../lib/commands/testing/temporary-folder.ts'
import { type Measure, median } from './measure.ts'

const runs = 5

/** From `npm start` in a shell to the printed address, when everything is built. */
export async function measureStart(): Promise<Measure[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await timeStart())
  return [{ name: 'npm start to ready, built', unit: 'ms', target: { most: 3000 }, measured: median(times) }]
}

async function timeStart(): Promise<number> {
  await using folder = await temporaryFolder('start')
  const startedAt = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    env: { ...cleanEnvironment(process.env), LUMENFALL_API_KEY: '', PORT: '0', STUDIO_DATA_DIR: folder.path },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const readyMs = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Safelight is ready')) resolve(performance.now() - startedAt)
    })
    void exited.then(() => reject(new Error('The studio ended before it was ready.')))
  })
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await exited
  return readyMs
}
