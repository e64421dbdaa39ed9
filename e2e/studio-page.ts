import { expect, type Locator, type Page } from '@playwright/test'

/** What a person asks for; one picture unless they say how many. */
export type Wish = { prompt: string; shape?: string; size?: string; count?: number }

export function promptBox(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt' })
}

export function generateButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Generate/ })
}

/** The card of one press, by its prompt. */
export function cardOf(page: Page, prompt: string): Locator {
  return page.getByRole('article', { name: prompt })
}

export function tilesOf(card: Locator): Locator {
  return card.getByRole('listitem')
}

/** Words that can be seen: what a closed popover would say does not count. */
export function said(within: Page | Locator, words: string | RegExp): Locator {
  return within.getByText(words).filter({ visible: true })
}

export async function openStudio(page: Page): Promise<void> {
  await page.goto('/')
  await expect(generateButton(page)).toBeVisible()
}

export async function fillComposer(page: Page, { prompt, shape, size, count = 1 }: Wish): Promise<void> {
  await promptBox(page).fill(prompt)
  if (shape) await page.getByRole('radio', { name: shape, exact: true }).check()
  if (size) await page.getByRole('radio', { name: size, exact: true }).check()
  await page.getByRole('spinbutton', { name: 'Images' }).fill(String(count))
}

/** Fills the composer, presses the button, and gives the card that appears. */
export async function generate(page: Page, wish: Wish): Promise<Locator> {
  await fillComposer(page, wish)
  await generateButton(page).click()
  const card = cardOf(page, wish.prompt)
  await expect(card).toBeVisible()
  return card
}

/** Waits until a card shows as many pictures, each loaded to the last byte. */
export async function expectPictures(card: Locator, count: number): Promise<void> {
  const pictures = card.getByRole('img')
  await expect(pictures).toHaveCount(count, { timeout: 60_000 })
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true)
  }
}

/** Width over height of each tile as it stands on the page. */
export async function tileShapes(card: Locator): Promise<number[]> {
  const boxes = await tilesOf(card).evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect()))
  return boxes.map(({ width, height }) => width / height)
}

type Shift = PerformanceEntry & {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
}

/** Has the page remember what moves by itself; to be called before it is opened. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = []
    Reflect.set(window, 'shifts', shifts)
    const spell = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(',')
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const shown = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent
          return `${shown} from ${spell(previousRect)} to ${spell(currentRect)}`
        })
        shifts.push(`${value}: ${moved.join(' | ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What has moved by itself since `watchShifts`, in words; empty when nothing has. */
export async function readShifts(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(window, 'shifts') as string[])
}

/** Everything a browser complains about in its console while the page is used; to be called before it is opened. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  return complaints
}
