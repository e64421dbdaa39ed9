// `npm test`. Plain JavaScript for the machine's own Node: it installs what is missing and hands over
// to the Node that the project is pinned to, which runs the stages.
import { spawnSync } from 'node:child_process'
import { CannotRun, ensureInstalled, pinnedNode, root } from './install.mjs'

try {
  ensureInstalled({ dev: true })
  const stages = ['--conditions=react-server', 'lib/commands/testing/main.ts', ...process.argv.slice(2)]
  const { status } = spawnSync(pinnedNode(), stages, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  process.exitCode = status ?? 1
} catch (error) {
  if (!(error instanceof CannotRun)) throw error
  console.error(error.message)
  process.exitCode = 1
}
