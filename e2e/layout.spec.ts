import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectPictures, fillComposer, generateButton, openStudio, promptBox } from './studio-page.ts'

test.use({ gatewayKind: 'served' })

const widths = [360, 390, 600, 768, 1024, 1280, 1920]

async function expectToFit(page: Page, view: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(overflow, { message: `${view} at ${width} pixels` }).toBeLessThanOrEqual(0)
  }
}

test('from 360 to 1920 pixels nothing has to be scrolled sideways, and the button is always in reach', async ({
  page,
}) => {
  await openStudio(page)
  const prompt = 'A-very-long-word-that-nobody-would-write-but-somebody-will-paste '.repeat(4)
  await fillComposer(page, { prompt, shape: '16:9', size: '0.25 MP', count: 5 })
  await generateButton(page).click()
  await expectPictures(page.getByRole('article'), 5)

  await expectToFit(page, 'studio')
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expect(generateButton(page)).toBeInViewport()
  }
  await page.goto('/gallery')
  await expect(page.getByRole('grid', { name: 'Images' }).getByRole('img')).toHaveCount(5)
  await expectToFit(page, 'gallery')
  await page.getByRole('grid').getByRole('link').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectToFit(page, 'viewer')
})

test('a new studio offers somewhere to begin, and runs nothing by itself', async ({ page, gateway }) => {
  await openStudio(page)
  await expect(page.getByRole('heading', { name: 'Your images will collect here.' })).toBeVisible()

  await page.getByRole('button', { name: /poster with lettering/ }).click()

  await expect(promptBox(page)).toHaveValue(/NORTH/)
  await expect(page.getByRole('radio', { name: '3:4', exact: true })).toBeChecked()
  expect(gateway.sandbox.ledger()).toEqual([])
})
