import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashSources } from './build.mjs'

async function aProject(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-build-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await write(folder, files)
  return folder
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const sources = { 'app/(studio)/page.tsx': 'page', 'lib/shared/ids.ts': 'ids', 'package-lock.json': '{}' }

test('the same sources are the same build, wherever they lie and whenever they were written', async () => {
  const here = await aProject(sources)
  const there = await aProject(Object.fromEntries(Object.entries(sources).toReversed()))

  expect(hashSources(here)).toBe(hashSources(there))
})

test.each([
  ['a page is changed', { 'app/(studio)/page.tsx': 'another page' }],
  ['a file is added', { 'public/icon.svg': '<svg/>' }],
  ['a package is updated', { 'package-lock.json': '{ "packages": {} }' }],
  ['a setting of Next is changed', { 'next.config.ts': 'export default {}' }],
])('there is something to build when %s', async (_, change) => {
  const folder = await aProject(sources)
  const before = hashSources(folder)

  await write(folder, change as Record<string, string>)

  expect(hashSources(folder)).not.toBe(before)
})

test('a test, a document and the pictures people made are no reason to build', async () => {
  const folder = await aProject(sources)
  const before = hashSources(folder)

  await write(folder, {
    'lib/shared/ids.test.ts': 'a test',
    'docs/a.md': 'words',
    'data/studio.sqlite': 'rows',
  })

  expect(hashSources(folder)).toBe(before)
})
