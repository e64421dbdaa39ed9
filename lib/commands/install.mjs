// What `npm start` and `npm test` share on a fresh clone. Plain JavaScript for the machine's own Node,
// which only has to be new enough to start npm: nothing is installed yet when this runs.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const oldestNode = /** @type {const} */ ([24, 15])

/** Something a person can put right; its message is one clear sentence, to be printed without a stack. */
export class CannotRun extends Error {
  /** @override */
  name = 'CannotRun'
}

/**
 * Runs `npm ci` when what is installed is not what the lockfile says; otherwise takes a few milliseconds.
 *
 * @param {{ dev: boolean, folder?: string }} options `dev` when tests are to run as well
 */
export function ensureInstalled({ dev, folder = root }) {
  if (isInstalled(folder, dev)) return
  console.log('Installing packages (once; this takes a minute)…')
  const started = performance.now()
  const options = ['--include=optional', dev ? '--include=dev' : '--omit=dev', '--loglevel=error']
  const { status, stderr, error } = runNpm(['ci', ...options, '--no-audit', '--no-fund'], folder)
  if (error || status !== 0) {
    throw new CannotRun(
      `The packages could not be installed: ${stderr.trim() || error || 'npm gave no reason'}`,
    )
  }
  console.log(`Installed in ${Math.round((performance.now() - started) / 1000)} s.`)
}

/**
 * Whether everything this machine needs is there, by npm's own record of what it put into node_modules,
 * which it writes last: an interrupted installation does not count as one.
 *
 * @param {string} folder
 * @param {boolean} dev
 */
export function isInstalled(folder, dev) {
  const record = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = readPackages(record)
  const needed = Object.entries(readPackages(join(folder, 'package-lock.json'))).filter(
    ([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && (dev || !entry.dev),
  )
  return needed.every(([path, entry]) => installed[path]?.integrity === entry.integrity)
}

/** The Node that runs the project: the one pinned in package.json, else this one if it is new enough. */
export function pinnedNode(folder = root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file)
  // Being there is not enough: on a system with another C library it cannot start.
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (isNewEnough(process.versions.node)) return process.execPath
  throw new CannotRun(
    `Safelight runs on Node ${oldestNode.join('.')} or newer. This machine has ${process.versions.node}, and there is ` +
      `no packaged Node for ${process.platform} on ${process.arch}: install Node 24 and run the command again.`,
  )
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/**
 * Under `npm start` npm says where it lives; the shell's own npm is for those who run the file directly.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  const own = process.env.npm_execpath
  const options = { cwd, encoding: /** @type {const} */ ('utf8'), maxBuffer: 64 * 1024 * 1024 }
  if (own?.endsWith('.js')) return spawnSync(process.execPath, [own, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}
