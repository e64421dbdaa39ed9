import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  cardOf,
  collectComplaints,
  expectPictures,
  generate,
  openStudio,
  promptBox,
  readShifts,
  said,
  watchShifts,
} from './studio-page.ts'

const themes = ['dark', 'grey', 'light'] as const
const screens = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

test.use({ gatewayKind: 'served' })

async function expectAccessible(page: Page, view: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${view}: ${id}: ${html}`))
  expect(found).toEqual([])
}

for (const theme of themes) {
  for (const [screen, viewport] of Object.entries(screens)) {
    test(`studio, gallery and viewer are accessible and still, in ${theme} on a ${screen}`, async ({
      page,
      context,
      gateway,
      studio,
    }) => {
      await context.addCookies([{ name: 'theme', value: theme, url: studio.url }])
      await page.setViewportSize(viewport)
      await watchShifts(page)
      const complaints = collectComplaints(page)

      await openStudio(page)
      await expectAccessible(page, 'empty studio')
      const card = await generate(page, { prompt: 'A quiet still life', size: '0.25 MP', count: 2 })
      await expectPictures(card, 2)
      gateway.sandbox.script([{ fault: 'moderation-input' }])
      const declined = await generate(page, { prompt: 'Declined', size: '0.25 MP' })
      await expect(said(declined, 'Declined by the provider')).toBeVisible()
      await expectAccessible(page, 'studio')
      expect(await readShifts(page)).toEqual([])

      await card.getByRole('link').first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, 'viewer')
      await page.goto('/gallery')
      await expect(page.getByRole('grid', { name: 'Images' }).getByRole('img')).toHaveCount(2)
      await expectAccessible(page, 'gallery')

      expect(await readShifts(page)).toEqual([])
      expect(complaints).toEqual([])
    })
  }
}

test('the whole way from a prompt to its picture and back goes by keyboard alone', async ({ page }) => {
  await openStudio(page)

  await page.keyboard.press('p')
  await expect(promptBox(page)).toBeFocused()
  await page.keyboard.type('By keyboard alone')
  await page.keyboard.press('ControlOrMeta+Enter')
  const card = cardOf(page, 'By keyboard alone')
  await expect(card.getByRole('img').first()).toBeVisible({ timeout: 60_000 })
  const link = card.getByRole('link').first()
  await tabTo(page, async () => link.evaluate((element) => element === document.activeElement))
  await page.keyboard.press('Enter')

  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Favourite' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
  await page.keyboard.press('u')
  await expect(promptBox(page)).toHaveValue('By keyboard alone')
  await page.keyboard.press('Escape')
})

async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const mostStops = 80
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The Tab key does not lead there.')
}
