import { expect, test } from './fixtures.ts'
import { cardOf, expectPictures, generate, openStudio, said } from './studio-page.ts'

// Each story is told five times in the same studio, so that what one crash leaves behind meets the next.
const runs = 5

test.use({
  gatewayKind: 'served',
  studioEnv: { STUDIO_RECONCILE_SECONDS: '1', STUDIO_RECONCILE_FOR_SECONDS: '30' },
})
test.describe.configure({ timeout: 300_000 })

type Ledger = { trace_id: string | null; billed_at_ms: number | null }[]

/** At most one paid call for each picture, each with a trace of its own, none of them sent twice. */
function expectPaidOnce(ledger: Ledger, pictures: number): void {
  expect(ledger).toHaveLength(pictures)
  expect(new Set(ledger.map(({ trace_id }) => trace_id)).size).toBe(pictures)
  expect(ledger.filter(({ billed_at_ms }) => billed_at_ms !== null)).toHaveLength(pictures)
}

test('kill -9 of the web process in mid-run costs nothing: the open page shows every picture, once', async ({
  page,
  gateway,
  studio,
}) => {
  await openStudio(page)
  for (let run = 1; run <= runs; run += 1) {
    const prompt = `The web process dies, run ${run}`
    const hold = gateway.sandbox.hold('before_headers', prompt)
    const card = await generate(page, { prompt, size: '0.25 MP', count: 2 })
    await hold.reached

    await studio.kill('web')
    hold.release()

    await expectPictures(card, 2)
  }
  await page.reload()
  await expect(page.getByRole('article')).toHaveCount(runs)
  expectPaidOnce(gateway.sandbox.ledger(), 2 * runs)
})

// From here on the answer is not yet whole on disk, so the picture is lost, but never paid for twice, and never silently.
const unanswered = [
  'arrived',
  'read',
  'before_billing',
  'after_billing',
  'before_headers',
  'mid_body',
] as const

for (const point of unanswered) {
  test(`kill -9 of the courier while the gateway is at “${point}”: charged once, and said so`, async ({
    page,
    gateway,
    studio,
  }) => {
    await openStudio(page)
    for (let run = 1; run <= runs; run += 1) {
      const prompt = `The courier dies, run ${run}`
      const hold = gateway.sandbox.hold(point, prompt)
      const card = await generate(page, { prompt, size: '0.25 MP' })
      await hold.reached

      await studio.kill('courier')
      hold.release()

      await expect(said(card, /This cost \$|Nothing was charged/)).toBeVisible({ timeout: 60_000 })
      await expect(card).toHaveAttribute('aria-busy', 'false')
    }
    expect(gateway.sandbox.ledger()).toHaveLength(runs)
  })
}

test('a power cut in mid-run: what was queued is made, what was sent is asked about, nothing is sent twice', async ({
  page,
  gateway,
  studio,
}) => {
  await openStudio(page)
  for (let run = 1; run <= runs; run += 1) {
    const prompt = `The power fails, run ${run}`
    const hold = gateway.sandbox.hold('before_headers', prompt)
    await generate(page, { prompt, size: '0.25 MP', count: 6 })
    await hold.reached

    await studio.cutPower()
    hold.release()
    await studio.start()
    await page.reload()

    const card = cardOf(page, prompt)
    await expect(card).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
    const pictures = await card.getByRole('img').count()
    const charged = await said(card, /This cost \$/).count()
    expect(pictures + charged).toBe(6)
    await expectPictures(card, pictures)
  }
  expectPaidOnce(gateway.sandbox.ledger(), 6 * runs)
})

test('stopping with Ctrl-C finishes and keeps what is in flight', async ({ page, gateway, studio }) => {
  const hold = gateway.sandbox.hold('before_headers', 'Finished first')
  await openStudio(page)
  await generate(page, { prompt: 'Finished first', size: '0.25 MP' })
  await hold.reached

  const stopped = studio.stop()
  hold.release()
  expect(await stopped).toBe(0)
  await studio.start()
  await page.reload()

  await expectPictures(cardOf(page, 'Finished first'), 1)
  expectPaidOnce(gateway.sandbox.ledger(), 1)
})
