import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadEnvironment } from '../config.ts'
import { toSentence } from '../sentence.ts'
import { type StudioMode, superviseStudio } from './supervise.ts'

const project = fileURLToPath(new URL('../../..', import.meta.url))

/** The whole of a process that runs the studio; ends it. */
export async function runSupervisor(mode: StudioMode, root = project): Promise<never> {
  try {
    const env = loadEnvironment(join(root, '.env'))
    await superviseStudio({ mode, root, env, say: (line) => void process.stdout.write(`${line}\n`) })
    process.exit(0)
  } catch (error) {
    const sentence = toSentence(error)
    if (sentence === null) throw error
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  }
}
