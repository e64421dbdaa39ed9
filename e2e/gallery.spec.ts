import { expect, test } from './fixtures.ts'
import { expectPictures, generate, openStudio, promptBox } from './studio-page.ts'

test.use({ gatewayKind: 'served' })

test('the gallery shows everything, newest first, also what arrives while it is open', async ({
  page,
  context,
}) => {
  await openStudio(page)
  await expectPictures(await generate(page, { prompt: 'The first', size: '0.25 MP' }), 1)
  await expectPictures(await generate(page, { prompt: 'The second', size: '0.25 MP', count: 2 }), 2)

  const gallery = await context.newPage()
  await gallery.goto('/gallery')
  const pictures = gallery.getByRole('grid', { name: 'Images' }).getByRole('img')
  await expect(pictures).toHaveCount(3)
  await expect(gallery.getByText('3 images')).toBeVisible()
  await expect(pictures.last()).toHaveAccessibleName('The first')
  await generate(page, { prompt: 'The third', size: '0.25 MP' })

  await expect(pictures.first()).toHaveAccessibleName('The third')
  await expect(gallery.getByText('4 images')).toBeVisible()
})

test('favourites are a view of their own, with an address', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'The chosen one', size: '0.25 MP' })
  await expectPictures(card, 1)
  await expectPictures(await generate(page, { prompt: 'Another', size: '0.25 MP' }), 1)
  await card.getByRole('link').focus()
  await page.keyboard.press('f')

  await page.goto('/gallery')
  await page.getByRole('button', { name: 'Favourites' }).click()

  const pictures = page.getByRole('grid', { name: 'Images' }).getByRole('img')
  await expect(pictures).toHaveCount(1)
  await expect(pictures).toHaveAccessibleName('The chosen one')
  await page.reload()
  await expect(pictures).toHaveCount(1)
})

test('a click opens the picture large with its recipe, and Escape goes back to where one was', async ({
  page,
}) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Seen large', shape: '4:3', size: '0.25 MP', count: 2 })
  await expectPictures(card, 2)

  await card.getByRole('link').first().click()

  const viewer = page.getByRole('dialog')
  await expect(viewer).toBeVisible()
  await expect(page).toHaveURL(/\/i\/img_/)
  await expect(viewer.getByRole('complementary', { name: 'Recipe' })).toContainText('Seen large')
  const first = page.url()
  await page.keyboard.press('ArrowRight')
  await expect(page).not.toHaveURL(first)
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(page).toHaveURL(/\/$/)
  await expect(card).toBeVisible()
})

test('a picture has an address of its own, with its recipe ready to be used again', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Known by its address', shape: '4:5', size: '0.25 MP' })
  await expectPictures(card, 1)
  const path = await card.getByRole('link').getAttribute('href')

  await page.goto(path ?? '')

  await expect(page).toHaveTitle(/Known by its address/)
  await expect(page.getByRole('img', { name: 'Known by its address' })).toBeVisible()
  await page.getByRole('button', { name: 'Use recipe' }).click()
  await expect(promptBox(page)).toHaveValue('Known by its address')
  await expect(page.getByRole('radio', { name: '4:5', exact: true })).toBeChecked()
})

test('an address of no picture says so', async ({ page }) => {
  const answer = await page.goto('/i/img_00000000000000000000000000')

  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading').first()).toBeVisible()
})

test('deleting in the viewer goes on to the next picture, and can be undone', async ({ page }) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'One of two', size: '0.25 MP', count: 2 })
  await expectPictures(card, 2)
  await card.getByRole('link').first().click()
  await expect(page.getByRole('dialog').getByRole('img', { name: 'One of two' })).toBeVisible()
  const before = page.url()

  await page.keyboard.press('Delete')

  await expect(page).not.toHaveURL(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.keyboard.press('Escape')
  await expectPictures(card, 2)
})
