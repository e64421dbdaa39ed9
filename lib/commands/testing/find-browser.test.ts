import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureBrowser, findBrowser } from './find-browser.ts'

async function aFolderWith(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-browser-'))
  await writeFile(join(folder, name), '#!/bin/sh\n')
  await chmod(join(folder, name), 0o755)
  return folder
}

test('CHROMIUM_PATH comes before everything that is installed', async () => {
  const folder = await aFolderWith('chromium')

  expect(findBrowser({ PATH: folder, CHROMIUM_PATH: '/opt/mine' })).toBe('/opt/mine')
})

test('an installed Chromium is preferred to Chrome, wherever both lie', async () => {
  const [chrome, chromium] = [await aFolderWith('google-chrome'), await aFolderWith('chromium')]

  expect(findBrowser({ PATH: `${chrome}:${chromium}` })).toBe(join(chromium, 'chromium'))
  expect(findBrowser({ PATH: chrome })).toBe(join(chrome, 'google-chrome'))
})

test('a CHROMIUM_PATH that leads nowhere is named in the refusal', () => {
  expect(() => ensureBrowser({ CHROMIUM_PATH: '/opt/nothing' })).toThrow('/opt/nothing')
})
