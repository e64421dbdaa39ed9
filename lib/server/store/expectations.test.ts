import { expect, test } from 'vitest'
import { finish, openTestStore, press, type TestStore } from './testing/test-store.ts'

const small = { width: 1024, height: 1024 }
const large = { width: 1536, height: 1024 }
const fallback = { p50Ms: 16_000, p90Ms: 26_000 }

async function expectedOf(studio: TestStore, wish: Parameters<typeof press>[1]) {
  const { id } = await press(studio, wish)
  return (await studio.rows.generations.find(id))?.expected
}

async function finishSome(studio: TestStore, seconds: number[], wish: Parameters<typeof press>[1] = {}) {
  for (const durationSeconds of seconds) {
    const { attempts } = await press(studio, wish)
    for (const id of attempts) await finish(studio.store, id, { durationMs: durationSeconds * 1000 })
  }
}

test('seven pictures are no history yet, eight are', async () => {
  await using studio = await openTestStore()

  await finishSome(studio, [1, 2, 3, 4, 5, 6, 7])
  expect(await expectedOf(studio, {})).toEqual(fallback)

  await finishSome(studio, [8])
  expect(await expectedOf(studio, {})).toEqual({ p50Ms: 4000, p90Ms: 8000 })
})

test('only pictures of the same model and the same whole megapixel count', async () => {
  await using studio = await openTestStore()
  await finishSome(studio, [1, 1, 1, 1, 1, 1, 1, 1], { asked: large })
  await finishSome(studio, [3, 3, 3, 3, 3, 3, 3, 3], { request: { model: 'flux.2-pro' } })

  expect(await expectedOf(studio, { asked: small })).toEqual(fallback)
  expect(await expectedOf(studio, { asked: large })).toEqual({ p50Ms: 1000, p90Ms: 1000 })
  expect(await expectedOf(studio, { asked: { width: 2048, height: 1024 } })).toEqual({
    p50Ms: 1000,
    p90Ms: 1000,
  })
  expect(await expectedOf(studio, { request: { model: 'flux.2-pro' } })).toEqual({ p50Ms: 3000, p90Ms: 3000 })
})

test('exactly the last two hundred count', async () => {
  await using studio = await openTestStore()
  // The longer a call took, the later its answer came, so the longest are the newest.
  await finishSome(studio, [...Array(10).fill(1), ...Array(100).fill(1000), ...Array(100).fill(2000)])
  expect(await expectedOf(studio, {})).toEqual({ p50Ms: 1_000_000, p90Ms: 2_000_000 })

  await finishSome(studio, [2000])
  expect(await expectedOf(studio, {})).toEqual({ p50Ms: 2_000_000, p90Ms: 2_000_000 })
}, 60_000)
