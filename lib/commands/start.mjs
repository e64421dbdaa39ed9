// `npm start`: installs and builds what has changed, then runs the studio. Plain JavaScript for the machine's own Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { CannotRun, ensureInstalled, pinnedNode, root } from './install.mjs'

const supervisor = join('lib', 'server', 'supervisor', 'main.ts')

try {
  ensureInstalled({ dev: false })
  const node = pinnedNode()
  ensureBuilt(node)
  run(node)
} catch (error) {
  if (!(error instanceof CannotRun)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/**
 * Hands over to the supervisor: what is sent to us is passed on, and its exit code is ours.
 *
 * @param {string} node
 */
function run(node) {
  const child = spawn(node, ['--conditions=react-server', supervisor], {
    cwd: root,
    // Each process of the studio then starts without compiling its sources again.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.once('close', (code) => process.exit(code ?? 1))
}
