import type { Page } from 'playwright'
import { fillComposer, generateButton } from '../e2e/studio-page.ts'
import { openBenchStudio, openBrowser } from './bench-studio.ts'
import { type Measure, median } from './measure.ts'

const runs = 15

/** From the click to the frame that shows the new tiles, as the browser's own clock has it. */
export async function measureTiles(): Promise<Measure[]> {
  await using bench = await openBenchStudio()
  const browser = await openBrowser()
  const page = await browser.newPage({ baseURL: bench.studio.url, viewport: { width: 1440, height: 900 } })
  await page.goto('/')
  await generateButton(page).waitFor()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await timeTiles(page, `Press number ${run}`))
  await browser.close()
  return [{ name: 'press to tiles on screen', unit: 'ms', target: { most: 50 }, measured: median(times) }]
}

async function timeTiles(page: Page, prompt: string): Promise<number> {
  await fillComposer(page, { prompt, count: 4, size: '0.25 MP' })
  const shown = page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        let pressedAt = 0
        addEventListener('click', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true, once: true })
        const observer = new MutationObserver(() => {
          const card = document.querySelector(`article[aria-label="${name}"]`)
          if (!card || card.querySelectorAll('li').length < 4) return
          observer.disconnect()
          // The callback runs before the frame is painted, the message after it.
          requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => resolve(performance.now() - pressedAt)
            channel.port2.postMessage(null)
          })
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
    prompt,
  )
  await generateButton(page).click()
  return shown
}
