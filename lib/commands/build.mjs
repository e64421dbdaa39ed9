// Builds the studio when its sources are not those of the last build. Plain JavaScript, like everything before the
// supervisor.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotRun, root } from './install.mjs'

/** What ends up in the build, or decides how it is made. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/**
 * @param {string} node the Node to build with
 * @param {string} [folder]
 */
export function ensureBuilt(node, folder = root) {
  const stamp = join(folder, '.next', 'safelight-sources')
  const now = hashSources(folder)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  console.log('Building…')
  const started = performance.now()
  build(node, folder)
  // Written last: a build that was broken off is made again.
  writeFileSync(stamp, now)
  console.log(`Built in ${Math.round((performance.now() - started) / 1000)} s.`)
}

/** @param {string} folder */
export function hashSources(folder) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => listFiles(folder, source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {string} source
 * @returns {string[]} in one order on every machine, without tests
 */
function listFiles(folder, source) {
  if (!existsSync(join(folder, source))) return []
  if (/\.[a-z]+$/.test(source)) return [source]
  return readdirSync(join(folder, source), { recursive: true, encoding: 'utf8' })
    .map((name) => `${source}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.\w+$/.test(path) && !/\.test\.tsx?$/.test(path))
    .sort()
}

/**
 * @param {string} node
 * @param {string} folder
 */
function build(node, folder) {
  const next = join('node_modules', 'next', 'dist', 'bin', 'next')
  // The key has no business in a build, and Next would read it from `.env` if it were not set here.
  const env = {
    ...process.env,
    LUMENFALL_API_KEY: '',
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: /** @type {const} */ ('production'),
  }
  const { status, stdout, stderr } = spawnSync(node, [next, 'build'], { cwd: folder, env, encoding: 'utf8' })
  if (status === 0) return
  throw new CannotRun(`The studio could not be built:\n${stdout}${stderr}`)
}
