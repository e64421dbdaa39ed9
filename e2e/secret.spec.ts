import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../lib/commands/install.mjs'
import { expect, key, test } from './fixtures.ts'
import { readEnvironment } from './processes.ts'
import { startStudio } from './running-studio.ts'
import { expectPictures, generate, openStudio, said } from './studio-page.ts'

/** The key, and the ways in which it might be written. */
const spellings = [
  key,
  key.slice(0, 12),
  encodeURIComponent(key),
  Buffer.from(key).toString('base64').replace(/=+$/, ''),
  Buffer.from(`Bearer ${key}`).toString('base64').replace(/=+$/, ''),
  JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
]

function findSpelling(bytes: Buffer | string): string | undefined {
  return spellings.find((spelling) => bytes.includes(spelling))
}

async function listFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Keeps what every answer that a page receives says, headers and body. */
function collectAnswers(page: Page): { url: string; whole: Promise<string> }[] {
  const answers: { url: string; whole: Promise<string> }[] = []
  page.on('response', (response) => {
    const isStream = response.url().includes('/api/events')
    const body = isStream ? Promise.resolve('') : response.text().catch(() => '')
    const parts = Promise.all([response.allHeaders().then(JSON.stringify), body])
    answers.push({ url: response.url(), whole: parts.then((both) => both.join('\n')) })
  })
  return answers
}

async function expectNowhere(dataDir: string): Promise<void> {
  for (const folder of [dataDir, join(root, '.next')]) {
    for (const file of await listFilesIn(folder)) {
      expect(findSpelling(await readFile(file)), file).toBeUndefined()
    }
  }
}

test.use({ gatewayKind: 'served' })

test('the key is in no answer, page, script, log, file or environment but the courier’s', async ({
  page,
  studio,
  gateway,
}) => {
  const answers = collectAnswers(page)
  await openStudio(page)
  const card = await generate(page, { prompt: 'Where is the key?', size: '0.25 MP', count: 2 })
  await expectPictures(card, 2)
  gateway.sandbox.script([{ fault: '401' }])
  const refused = await generate(page, { prompt: 'Refused', size: '0.25 MP' })
  await expect(said(refused, 'Gateway key refused')).toBeVisible()
  await card.getByRole('link').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goto('/gallery')
  const wrong = ['/api/generations/gen_0', '/api/images?limit=x', '/api/nothing', '/i/none', '/api/estimates']
  for (const path of wrong) {
    const answer = await page.request.get(path)
    expect(findSpelling(JSON.stringify(answer.headers()) + (await answer.text())), path).toBeUndefined()
  }

  expect(answers.length).toBeGreaterThan(20)
  for (const { url, whole } of answers) expect(findSpelling(await whole), url).toBeUndefined()
  expect(findSpelling(studio.output.join('\n'))).toBeUndefined()
  expect(findSpelling(readEnvironment(studio.process('web').pid))).toBeUndefined()
  await studio.stop()
  await expectNowhere(studio.dataDir)
})

test('of all processes only the supervisor and the courier were given the key', async ({ page, studio }) => {
  await openStudio(page)
  await expectPictures(await generate(page, { prompt: 'Who knows?', size: '0.25 MP' }), 1)
  const [supervisor] = studio.listProcesses()
  const trusted = [supervisor?.pid, studio.process('courier').pid]

  const others = studio.listProcesses().filter(({ pid }) => !trusted.includes(pid))

  expect(others.length).toBeGreaterThan(0)
  for (const { pid, command } of others) expect(findSpelling(readEnvironment(pid)), command).toBeUndefined()
})

test('what a gateway says that repeats the key in its errors goes nowhere', async ({ browser, folder }) => {
  const gossip = createServer((request, response) => {
    const heard = request.headers.authorization
    response.writeHead(request.method === 'POST' ? 401 : 500, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        error: { message: `No such key: ${heard}`, code: heard, type: heard, param: heard },
      }),
    )
  })
  gossip.listen(0, '127.0.0.1')
  await once(gossip, 'listening')
  const address = gossip.address()
  const port = typeof address === 'object' ? address?.port : 0
  const studio = await startStudio({
    dataDir: join(folder, 'gossip'),
    env: {
      LUMENFALL_API_KEY: key,
      LUMENFALL_BASE_URL: `http://127.0.0.1:${port}/openai/v1`,
      STUDIO_LOG_LEVEL: 'trace',
    },
  })
  const context = await browser.newContext({ baseURL: studio.url })
  const visitor = await context.newPage()
  const answers = collectAnswers(visitor)

  await openStudio(visitor)
  const card = await generate(visitor, { prompt: 'Told to everybody', size: '0.25 MP' })
  await expect(said(card, 'Gateway key refused')).toBeVisible()
  await card.getByRole('button', { name: 'Details', exact: true }).click()

  expect(findSpelling(await visitor.content())).toBeUndefined()
  for (const { url, whole } of answers) expect(findSpelling(await whole), url).toBeUndefined()
  await studio.stop()
  await expectNowhere(studio.dataDir)
  await context.close()
  gossip.close()
})
