import { expect, test } from './fixtures.ts'
import { expectPictures, generate, openStudio, promptBox, said, tilesOf } from './studio-page.ts'

test.use({ gatewayKind: 'served' })

test.describe('a gateway that takes the call and never answers', () => {
  test.use({
    studioEnv: {
      STUDIO_DEADLINE_SECONDS: '3',
      STUDIO_RECONCILE_SECONDS: '1',
      STUDIO_RECONCILE_FOR_SECONDS: '5',
    },
  })

  test('the tile says that no answer came and whether it was charged; trying again is asked twice', async ({
    page,
    gateway,
  }) => {
    gateway.sandbox.script([{ fault: 'hang-after-billing', times: 1 }])
    await openStudio(page)
    const card = await generate(page, { prompt: 'Nobody answers', size: '0.25 MP' })

    await expect(said(card, /No answer (arrived|came)/)).toBeVisible({ timeout: 30_000 })
    await expect(said(card, /This cost \$/)).toBeVisible({ timeout: 30_000 })
    await card.getByRole('button', { name: 'Try again' }).click()

    await expectPictures(card, 1)
    expect(gateway.sandbox.ledger()).toHaveLength(2)
  })
})

test('a refusal says what happened, that nothing was charged, and leads back to the prompt', async ({
  page,
  gateway,
}) => {
  gateway.sandbox.script([{ fault: 'moderation-input' }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Declined', size: '0.25 MP' })

  await expect(said(card, 'Declined by the provider')).toBeVisible()
  await expect(said(card, 'Nothing was charged.')).toBeVisible()
  await promptBox(page).fill('')
  await card.getByRole('button', { name: 'Edit prompt' }).click()

  await expect(promptBox(page)).toBeFocused()
  await expect(promptBox(page)).toHaveValue('Declined')
  expect(gateway.sandbox.ledger().filter(({ billed_at_ms }) => billed_at_ms !== null)).toEqual([])
})

test('1 of 4 fails: three pictures, and the fourth can be tried again by itself', async ({
  page,
  gateway,
}) => {
  gateway.sandbox.script([{ fault: '502-json', match: { nth: 3 } }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Three and one', size: '0.25 MP', count: 4 })

  await expectPictures(card, 3)
  await expect(said(card, '1 of 4 failed')).toBeVisible()
  await expect(said(card, 'The provider failed')).toBeVisible()
  await card.getByRole('button', { name: 'Try again' }).click()

  await expectPictures(card, 4)
  await expect(tilesOf(card)).toHaveCount(4)
  const billed = gateway.sandbox.ledger().filter(({ billed_at_ms }) => billed_at_ms !== null)
  expect(gateway.sandbox.ledger()).toHaveLength(5)
  expect(billed).toHaveLength(4)
})

test('a busy gateway is waited for, with the time shown, and then asked again', async ({ page, gateway }) => {
  gateway.sandbox.script([{ fault: '429-seconds', retryAfter: '4', times: 1 }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Busy at first', size: '0.25 MP' })

  await expect(said(card, /Trying again in \d s \(2 of 5\)/)).toBeVisible()
  await expect(said(card, /provider (is busy|could not take it yet)/)).toBeVisible()

  await expectPictures(card, 1)
  const billed = gateway.sandbox.ledger().filter(({ billed_at_ms }) => billed_at_ms !== null)
  expect(billed).toHaveLength(1)
})

test('a refused key is named as such, with everything support needs and without the key', async ({
  page,
  gateway,
}) => {
  gateway.sandbox.script([{ fault: '401' }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Locked out', size: '0.25 MP' })

  await expect(said(card, 'Gateway key refused')).toBeVisible()
  await card.getByRole('button', { name: 'Details', exact: true }).click()

  await expect(said(page, 'AUTHENTICATION_FAILED')).toBeVisible()
  await expect(said(page, '401')).toBeVisible()
})

test('a picture of another size than asked for is shown whole, and flagged', async ({ page, gateway }) => {
  gateway.sandbox.script([{ fault: 'other-size' }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Asked for a square', shape: '1:1', size: '1 MP' })

  await expectPictures(card, 1)
  await expect(said(card, /got 832\s?×\s?1216/)).toBeVisible()
})

test('a damaged picture is never shown as one', async ({ page, gateway }) => {
  gateway.sandbox.script([{ fault: 'image-cut-50' }])
  await openStudio(page)
  const card = await generate(page, { prompt: 'Torn in half', size: '0.25 MP' })

  await expect(said(card, 'Damaged image')).toBeVisible()
  await expect(said(card, /This cost \$/)).toBeVisible()
  await expect(card.getByRole('img')).toHaveCount(0)
})
