import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import {
  cardOf,
  expectPictures,
  fillComposer,
  generate,
  generateButton,
  openStudio,
  promptBox,
  readShifts,
  tileShapes,
  tilesOf,
  watchShifts,
} from './studio-page.ts'

test('a prompt, a shape, a size and a count become pictures of that shape, without anything moving', async ({
  page,
}) => {
  await watchShifts(page)
  await openStudio(page)
  await fillComposer(page, { prompt: 'A poster for the sea', shape: '3:2', size: '0.25 MP', count: 3 })
  await expect(generateButton(page)).toHaveAccessibleName(/^Generate 3 images/)

  await generateButton(page).click()

  const card = cardOf(page, 'A poster for the sea')
  await expect(tilesOf(card)).toHaveCount(3)
  const early = await tileShapes(card)
  for (const shape of early) expect(shape).toBeCloseTo(1.5, 1)
  await expectPictures(card, 3)
  expect(await tileShapes(card)).toEqual(early)
  expect(await readShifts(page)).toEqual([])
})

test('without a key the studio says that its pictures are drawn locally', async ({ page, studio }) => {
  await openStudio(page)

  await page.getByRole('button', { name: 'Sandbox' }).click()

  await expect(page.getByText('Pictures are drawn locally, not by the model.')).toBeVisible()
  expect(studio.output.join('\n')).toContain('embedded gateway')
})

test('the button says what the pictures will cost', async ({ page }) => {
  await openStudio(page)
  await fillComposer(page, { prompt: 'A price', size: '1 MP', count: 2 })

  await expect(generateButton(page)).toHaveAccessibleName(/^Generate 2 images · \$\d/)
})

test('the original that is downloaded is byte for byte what was kept', async ({ page, studio }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'A still life', size: '0.25 MP' })
  await expectPictures(card, 1)

  await card.getByRole('img').hover()
  const downloading = page.waitForEvent('download')
  await card.getByRole('button', { name: /^Download original/ }).click()
  const download = await downloading

  const bytes = await readFile(await download.path())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(download.suggestedFilename()).toMatch(/\.png$/)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(await findBlob(studio.dataDir, sha256)).toEqual(bytes)
})

test('Mod+Enter generates from within the prompt', async ({ page }) => {
  await openStudio(page)
  await fillComposer(page, { prompt: 'By keyboard', size: '0.25 MP' })

  await promptBox(page).press('ControlOrMeta+Enter')

  await expectPictures(cardOf(page, 'By keyboard'), 1)
})

test('a draft survives a reload, settings included', async ({ page }) => {
  await openStudio(page)
  await fillComposer(page, { prompt: 'Half a thought', shape: '16:9', size: '2 MP', count: 4 })

  await page.reload()

  await expect(promptBox(page)).toHaveValue('Half a thought')
  await expect(page.getByRole('radio', { name: '16:9', exact: true })).toBeChecked()
  await expect(page.getByRole('radio', { name: '2 MP', exact: true })).toBeChecked()
  await expect(page.getByRole('spinbutton', { name: 'Images' })).toHaveValue('4')
})

test('an empty prompt cannot be sent, and the button leads to it', async ({ page }) => {
  await openStudio(page)

  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true')
  await generateButton(page).click({ force: true })

  await expect(promptBox(page)).toBeFocused()
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('a favourite stays one after a reload', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'To be kept', size: '0.25 MP' })
  await expectPictures(card, 1)
  await card.getByRole('img').hover()

  await card.getByRole('button', { name: /^Favourite/ }).click()
  await expect(card.getByRole('button', { name: /^Remove from favourites/ })).toBeVisible()
  await page.reload()
  await expectPictures(card, 1)
  await card.getByRole('img').hover()

  await expect(card.getByRole('button', { name: /^Remove from favourites/ })).toBeVisible()
})

test('what was deleted comes back with one click', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Deleted by mistake', size: '0.25 MP', count: 2 })
  await expectPictures(card, 2)

  await card.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(card).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()

  await expectPictures(card, 2)
  await page.reload()
  await expectPictures(card, 2)
})

test('what was deleted stays away after a reload', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Not wanted', size: '0.25 MP' })
  await expectPictures(card, 1)

  await card.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(card).toHaveCount(0)
  await page.reload()

  await expect(generateButton(page)).toBeVisible()
  await expect(card).toHaveCount(0)
})

test('a recipe comes back into the composer whole', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Once more', shape: '4:5', size: '0.25 MP', count: 2 })
  await expectPictures(card, 2)
  await fillComposer(page, { prompt: 'Something else', shape: '1:1', size: '1 MP', count: 1 })

  await card.getByRole('button', { name: 'Reuse' }).click()
  await page.getByRole('menuitem', { name: 'Everything' }).click()

  await expect(promptBox(page)).toHaveValue('Once more')
  await expect(page.getByRole('radio', { name: '4:5', exact: true })).toBeChecked()
  await expect(page.getByRole('radio', { name: '0.25 MP', exact: true })).toBeChecked()
})

async function findBlob(dataDir: string, sha256: string): Promise<Buffer> {
  const names = await readdir(join(dataDir, 'blobs'), { recursive: true })
  const path = names.find((name) => name.replaceAll('/', '').includes(sha256))
  if (!path) throw new Error('No blob has the hash of what was downloaded.')
  return readFile(join(dataDir, 'blobs', path))
}
