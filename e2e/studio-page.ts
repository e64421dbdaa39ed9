import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does in the studio, in their words. */
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

export async function openStudio(page: Page): Promise<void> {
  await page.goto('/')
  await expect(generateButton(page)).toBeVisible()
}

export async function fillComposer(page: Page, { prompt, shape, size, count }: Wish): Promise<void> {
  await promptBox(page).fill(prompt)
  if (shape) await page.getByRole('radio', { name: shape, exact: true }).check()
  if (size) await page.getByRole('radio', { name: size, exact: true }).check()
  if (count) await page.getByRole('spinbutton', { name: 'Images' }).fill(String(count))
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

/** How far things have moved by themselves since `watchShifts`; 0 when nothing has. */
export async function readShifts(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(window, 'shiftSum') as number)
}

/** To be called before the page is opened. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(window, 'shiftSum', 0)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
        }
        if (!hadRecentInput) Reflect.set(window, 'shiftSum', Reflect.get(window, 'shiftSum') + value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
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
