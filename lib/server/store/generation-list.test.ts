import { expect, test } from 'vitest'
import { maxCount } from '#lib/shared/generation.ts'
import { after, noon, openTestStore, press, required } from './testing/test-store.ts'

test('pages run from the newest to the oldest, each row once', async () => {
  await using studio = await openTestStore()
  const ids = []
  // Three of each moment, so that the order within a moment counts too.
  for (let n = 0; n < 12; n++) {
    ids.push((await press(studio, { requestedAt: after(Math.floor(n / 3)) })).id)
  }

  const read = []
  let before: string | undefined
  do {
    const page = await studio.rows.generations.list({ limit: 5, before })
    read.push(page.generations.map(({ id }) => id))
    before = page.nextCursor ?? undefined
  } while (before)

  expect(read.map((page) => page.length)).toEqual([5, 5, 2])
  expect(read.flat()).toEqual(ids.toReversed())
})

test('a full last page has no next one', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 4; n++) await press(studio)

  const first = await studio.rows.generations.list({ limit: 2 })
  const second = await studio.rows.generations.list({ limit: 2, before: first.nextCursor ?? undefined })

  expect(second.generations).toHaveLength(2)
  expect(second.nextCursor).toBeNull()
})

test('a cursor leads to the same rows after new ones have come and its own row was deleted', async () => {
  await using studio = await openTestStore()
  const ids = []
  for (let n = 0; n < 6; n++) ids.push((await press(studio, { requestedAt: after(n) })).id)
  const first = await studio.rows.generations.list({ limit: 3 })
  const before = first.nextCursor ?? undefined

  await press(studio, { requestedAt: after(100) })
  await studio.rows.generations.remove(required(ids[3]), noon)
  const second = await studio.rows.generations.list({ limit: 3, before })

  expect(second.generations.map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]])
})

test('a cursor with something added to it is refused', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 2; n++) await press(studio)
  const { nextCursor } = await studio.rows.generations.list({ limit: 1 })

  const list = studio.rows.generations.list({ limit: 1, before: `${nextCursor}!` })

  await expect(list).rejects.toMatchObject({ code: 'invalid_request' })
})

test.each(['', 'nonsense', 'MTIz', '../../etc/passwd', Buffer.from('1 gen_x').toString('base64url'), '💥'])(
  'the cursor %j is refused',
  async (before) => {
    await using studio = await openTestStore()
    const refusal = { code: 'invalid_request' }

    await expect(studio.rows.generations.list({ limit: 3, before })).rejects.toMatchObject(refusal)
    await expect(studio.rows.images.list({ limit: 3, before })).rejects.toMatchObject(refusal)
  },
)

test('each queued attempt of a page knows its own place in the whole queue', async () => {
  await using studio = await openTestStore()
  for (let n = 0; n < 20; n++) await press(studio, { request: { n: maxCount }, requestedAt: after(n) })

  const { generations } = await studio.rows.generations.list({ limit: 20 })

  const places = generations.flatMap(({ attempts }) => attempts.map(({ ahead }) => ahead))
  expect(places.toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 200 }, (_, place) => place),
  )
})
