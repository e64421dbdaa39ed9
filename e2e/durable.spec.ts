import { expect, test } from './fixtures.ts'
import { cardOf, expectPictures, generate, openStudio, said, tilesOf } from './studio-page.ts'

// The gateway holds its answer until the story has gone far enough.
test.use({ gatewayKind: 'served' })

test('a reload in mid-run changes nothing: the tiles are there, and become pictures', async ({
  page,
  gateway,
}) => {
  const hold = gateway.sandbox.hold('before_headers', 'Reloaded')
  await openStudio(page)
  const card = await generate(page, { prompt: 'Reloaded in mid-run', size: '0.25 MP', count: 2 })
  await hold.reached

  await page.reload()

  await expect(tilesOf(card)).toHaveCount(2)
  hold.release()
  await expectPictures(card, 2)
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(gateway.sandbox.ledger()).toHaveLength(2)
})

test('a second browser sees the press and its pictures arrive, without asking', async ({
  page,
  browser,
  gateway,
  studio,
}) => {
  const hold = gateway.sandbox.hold('before_headers', 'Seen by two')
  await openStudio(page)
  const other = await (await browser.newContext({ baseURL: studio.url })).newPage()
  await openStudio(other)

  await generate(page, { prompt: 'Seen by two', size: '0.25 MP' })
  const elsewhere = cardOf(other, 'Seen by two')
  await expect(elsewhere).toBeVisible()
  hold.release()

  await expectPictures(elsewhere, 1)
  await expectPictures(cardOf(page, 'Seen by two'), 1)
  await other.context().close()
})

test('a browser that is closed in mid-run finds its pictures when it comes back', async ({
  browser,
  gateway,
  studio,
}) => {
  const hold = gateway.sandbox.hold('before_headers', 'Left alone')
  const first = await browser.newContext({ baseURL: studio.url })
  const page = await first.newPage()
  await openStudio(page)
  await generate(page, { prompt: 'Left alone', size: '0.25 MP', count: 3 })
  await hold.reached

  await first.close()
  hold.release()
  const second = await browser.newContext({ baseURL: studio.url })
  const later = await second.newPage()
  await openStudio(later)

  await expectPictures(cardOf(later, 'Left alone'), 3)
  expect(gateway.sandbox.ledger()).toHaveLength(3)
  await second.close()
})

test('two presses of the same button are one generation each, and a double click is one', async ({
  page,
  gateway,
}) => {
  await openStudio(page)
  const card = await generate(page, { prompt: 'Once and once more', size: '0.25 MP' })
  await expectPictures(card, 1)

  await page.getByRole('button', { name: /^Generate/ }).dblclick()

  await expect(card).toHaveCount(2)
  await expectPictures(card.first(), 1)
  expect(gateway.sandbox.ledger()).toHaveLength(2)
})

test('what runs can be cancelled truthfully: unsent pictures cost nothing, sent ones may', async ({
  page,
  gateway,
}) => {
  // As many as are sent at once: all that follow wait in the queue.
  const holds = Array.from({ length: 4 }, () => gateway.sandbox.hold('before_billing', 'Stopped halfway'))
  await openStudio(page)
  const card = await generate(page, { prompt: 'Stopped halfway', size: '0.25 MP', count: 10 })
  for (const hold of holds) await hold.reached

  await card.getByRole('button', { name: /^Cancel/ }).click()

  await expect(said(card, /^Cancelled$/)).toHaveCount(6)
  await expect(said(card, 'Stopped here')).toHaveCount(4)
  for (const hold of holds) hold.release()
  await expect(card).toHaveAttribute('aria-busy', 'false')
  await expectPictures(card, 4)
  expect(gateway.sandbox.ledger()).toHaveLength(4)
})
