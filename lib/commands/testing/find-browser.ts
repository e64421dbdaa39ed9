import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { CannotRun } from '../install.mjs'
import type { Environment } from './run-node.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** `CHROMIUM_PATH`, else one that is installed, else Playwright's own; null when there is none. */
export function findBrowser(env: Environment): string | null {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return candidates.find(isProgram) ?? [chromium.executablePath()].find(isProgram) ?? null
}

/** Switches that keep Chromium from asking its makers for anything while it is used here. */
export const quietChromium = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** The same, and installs the Debian package where that is possible. */
export function ensureBrowser(env: Environment = process.env): string {
  const found = findBrowser(env)
  if (found && isProgram(found)) return found
  if (found) throw new CannotRun(`CHROMIUM_PATH names ${found}, which is not there or not a program.`)
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new CannotRun(
      'The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to where it is.',
    )
  }
  console.log('Installing the Debian package chromium…')
  const noQuestions = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['-qq', ...args], { env: noQuestions, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const installed = findBrowser(env)
  if (installed) return installed
  throw new CannotRun(
    'Chromium could not be installed: install it by hand, or set CHROMIUM_PATH to where it is.',
  )
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
