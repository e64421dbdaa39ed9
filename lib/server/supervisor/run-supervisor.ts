import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toSentence } from '../sentence.ts'
import { type StudioMode, superviseStudio } from './supervise.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The whole of a process that runs the studio; ends it. */
export async function runSupervisor(mode: StudioMode, env: NodeJS.ProcessEnv): Promise<never> {
  // What the environment says already goes before what the file says.
  const settings = join(root, '.env')
  if (existsSync(settings)) process.loadEnvFile(settings)
  try {
    await superviseStudio({ mode, root, env, say: (line) => console.log(line) })
    process.exit(0)
  } catch (error) {
    const sentence = toSentence(error)
    if (sentence === null) throw error
    console.error(sentence)
    process.exit(1)
  }
}
