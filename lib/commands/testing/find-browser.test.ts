import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureBrowser, findBrowser } from './find-browser.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function aMachineWith(...programs: string[]) {
  const folder = await temporaryFolder('browser')
  const files = programs.map((program) => join(folder.path, program))
  for (const file of files) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '#!/bin/sh\n')
    await chmod(file, 0o755)
  }
  return { ...folder, files, searchPath: files.map(dirname).join(':') }
}

test('CHROMIUM_PATH comes before everything that is installed', async () => {
  await using machine = await aMachineWith('bin/chromium')

  expect(findBrowser({ PATH: machine.searchPath, CHROMIUM_PATH: '/opt/mine' })).toBe('/opt/mine')
})

test('an installed Chromium is preferred to Chrome, wherever both lie', async () => {
  await using both = await aMachineWith('first/google-chrome', 'second/chromium')
  await using chrome = await aMachineWith('bin/google-chrome')

  expect(findBrowser({ PATH: both.searchPath })).toBe(both.files[1])
  expect(findBrowser({ PATH: chrome.searchPath })).toBe(chrome.files[0])
})

test('a CHROMIUM_PATH that leads nowhere is named in the refusal', () => {
  expect(() => ensureBrowser({ CHROMIUM_PATH: '/opt/nothing' })).toThrow('/opt/nothing')
})
