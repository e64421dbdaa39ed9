import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { generateButton } from '../e2e/studio-page.ts'
import { root } from '../lib/commands/install.mjs'
import { awaitEnd, openBenchStudio, openBrowser, press } from './bench-studio.ts'
import { type Measure, median } from './measure.ts'

const runs = 5
const generations = 12

type Load = { scriptBytes: number; lcpMs: number; cls: number }

/** The studio as it is opened for the first time by a browser that knows nothing of it, with pictures in it. */
export async function measureFirstLoad(): Promise<Measure[]> {
  await using bench = await openBenchStudio()
  const { url } = bench.studio
  const ids: string[] = []
  for (let index = 0; index < generations; index += 1)
    ids.push(await press(url, { prompt: `Picture ${index}`, n: 2 }))
  for (const id of ids) await awaitEnd(url, id)

  const browser = await openBrowser()
  const loads: Load[] = []
  for (let run = 0; run < runs; run += 1) loads.push(await load(browser, url))
  await browser.close()
  const of = (fact: keyof Load) => median(loads.map((one) => one[fact]))
  return [
    {
      name: 'first load: JavaScript, gzipped',
      unit: 'KiB',
      target: { most: 220 },
      measured: of('scriptBytes') / 1024,
    },
    {
      name: 'first load: largest contentful paint',
      unit: 'ms',
      target: { most: 1500 },
      measured: of('lcpMs'),
    },
    { name: 'first load: cumulative layout shift', unit: '', target: { most: 0 }, measured: of('cls') },
  ]
}

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await watchVitals(page)
  const scripts = await watchScripts(page)
  await page.goto(url)
  await generateButton(page).waitFor()
  await page.waitForLoadState('load')
  // Input ends the search for the largest paint: what was found is then the browser's last word.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
  const scriptBytes = scripts.bytes()
  await page.keyboard.press('Shift')
  const vitals = await page.evaluate(() => Reflect.get(window, 'vitals') as { LCP: number; CLS: number })
  await context.close()
  return { scriptBytes, lcpMs: vitals.LCP, cls: vitals.CLS }
}

async function watchVitals(page: Page): Promise<void> {
  const library = await readFile(join(root, 'node_modules/web-vitals/dist/web-vitals.iife.js'), 'utf8')
  await page.addInitScript(`${library};globalThis.webVitals = webVitals;`)
  await page.addInitScript(() => {
    type Watch = (tell: (metric: { name: string; value: number }) => void, how: object) => void
    const { onLCP, onCLS } = Reflect.get(window, 'webVitals') as { onLCP: Watch; onCLS: Watch }
    const vitals: Record<string, number> = { LCP: Number.NaN, CLS: 0 }
    Reflect.set(window, 'vitals', vitals)
    for (const watch of [onLCP, onCLS]) {
      watch(({ name, value }) => Object.assign(vitals, { [name]: value }), { reportAllChanges: true })
    }
  })
}

/** What came over the wire as JavaScript, compressed as it was sent. */
async function watchScripts(page: Page): Promise<{ bytes(): number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  devtools.on(
    'Network.responseReceived',
    ({ requestId, type }) => type === 'Script' && scripts.add(requestId),
  )
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return { bytes: () => bytes }
}
