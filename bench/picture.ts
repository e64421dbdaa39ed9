import type { Page } from 'playwright'
import { cardOf, fillComposer, generateButton, type Wish } from '../e2e/studio-page.ts'
import { type BenchStudio, openBenchStudio, openBrowser } from './bench-studio.ts'
import { type Measure, median } from './measure.ts'

const runs = 7
const sizes = [
  { tier: '1 MP', most: 400 },
  { tier: '4 MP', most: 900 },
]

/**
 * From the moment at which the gateway begins to answer to the decoded picture in the page: receiving, keeping,
 * decoding, deriving, telling, fetching and showing it.
 */
export async function measurePicture(): Promise<Measure[]> {
  await using bench = await openBenchStudio()
  const browser = await openBrowser()
  const page = await browser.newPage({ baseURL: bench.studio.url, viewport: { width: 1440, height: 900 } })
  await page.goto('/')
  const measures: Measure[] = []
  for (const { tier, most } of sizes) {
    const times: number[] = []
    // The first of each size is drawn; all others cost nothing.
    for (let run = 0; run <= runs; run += 1)
      times.push(await timePicture(bench, page, { prompt: `${tier}, run ${run}`, size: tier }))
    const measured = median(times.slice(1))
    measures.push({
      name: `gateway’s answer to picture on screen, ${tier}`,
      unit: 'ms',
      target: { most },
      measured,
    })
  }
  await browser.close()
  return measures
}

async function timePicture({ gateway }: BenchStudio, page: Page, wish: Wish): Promise<number> {
  const { prompt } = wish
  const hold = gateway.sandbox.hold('before_headers', prompt)
  await fillComposer(page, wish)
  await generateButton(page).click()
  await cardOf(page, prompt).waitFor()
  const shownAt = page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const image = document.querySelector<HTMLImageElement>(`article[aria-label="${name}"] img`)
          if (!image?.complete || image.naturalWidth === 0) return requestAnimationFrame(look)
          void image.decode().then(() => requestAnimationFrame(() => resolve(Date.now())))
        }
        look()
      }),
    prompt,
  )
  await hold.reached
  const releasedAt = Date.now()
  hold.release()
  return (await shownAt) - releasedAt
}
