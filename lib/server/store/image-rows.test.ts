import { expect, test } from 'vitest'
import { Image } from '#lib/shared/image.ts'
import { vouchForTeam } from '../access.ts'
import { newImageId, newTeamId } from '../ids.ts'
import {
  after,
  anImage,
  collect,
  finish,
  noon,
  openTestStore,
  press,
  type TestStore,
} from './testing/test-store.ts'

async function finishOne(studio: TestStore, seconds: number) {
  const { attempt } = await press(studio)
  return finish(studio.store, attempt(0), { image: { createdAt: after(seconds) } })
}

test('an image carries what was asked and what came', async () => {
  await using studio = await openTestStore()
  const { id: generationId, attempt } = await press(studio, { asked: { width: 1024, height: 768 } })
  const kept = await finish(studio.store, attempt(0), {
    image: { format: 'jpeg', width: 1000, height: 750, drawnLocally: true },
    durationMs: 12_345,
    changes: {
      provider: 'bfl',
      executedModel: 'flux.2-flex-eu',
      requestId: 'req_1',
      costMicros: 60_000,
      revisedPrompt: 'a boat, red',
    },
  })

  const image = await studio.rows.images.find(kept.id)

  expect(Image.parse(image)).toEqual({
    id: kept.id,
    generationId,
    sha256: 'a'.repeat(64),
    format: 'jpeg',
    width: 1000,
    height: 750,
    sizeBytes: 4000,
    thumbhash: kept.thumbhash,
    createdAt: after(20).toISOString(),
    favouritedAt: null,
    deletedAt: null,
    prompt: 'a red boat',
    revisedPrompt: 'a boat, red',
    model: 'flux.2-flex',
    asked: { width: 1024, height: 768 },
    seed: 100,
    provider: 'bfl',
    executedModel: 'flux.2-flex-eu',
    requestId: 'req_1',
    costMicros: 60_000,
    durationMs: 12_345,
    drawnLocally: true,
  })
})

test('a variant leads to its file, also of a deleted image', async () => {
  await using studio = await openTestStore()
  const image = await finishOne(studio, 1)
  await studio.rows.images.setDeleted(image.id, noon)

  expect(await studio.rows.images.findFile(image.id, 'thumbnail')).toEqual({
    sha256: 'b'.repeat(64),
    sizeBytes: 40,
    format: 'png',
  })
  expect(await studio.rows.images.findFile(image.id, 'large')).toBeNull()
  expect(await studio.rows.images.findFile(newImageId(), 'original')).toBeNull()
})

test('another team reaches neither the image nor its files nor its marks', async () => {
  await using studio = await openTestStore()
  const { id } = await finishOne(studio, 1)
  const stranger = studio.store.team(vouchForTeam(newTeamId())).images

  expect(await stranger.find(id)).toBeNull()
  expect(await stranger.findFile(id, 'original')).toBeNull()
  expect(await stranger.setFavourite(id, noon)).toBeNull()
  expect(await stranger.setDeleted(id, noon)).toBeNull()
  expect(await stranger.list({ limit: 5 })).toEqual({ images: [], nextCursor: null, total: 0 })
  expect(await studio.rows.images.find(id)).toMatchObject({ favouritedAt: null, deletedAt: null })
})

test('the gallery runs from the newest to the oldest and knows how many there are', async () => {
  await using studio = await openTestStore()
  const ids = []
  for (const second of [1, 2, 2, 3, 4]) ids.push((await finishOne(studio, second)).id)

  const first = await studio.rows.images.list({ limit: 2 })
  const second = await studio.rows.images.list({ limit: 2, before: first.nextCursor ?? undefined })
  const third = await studio.rows.images.list({ limit: 2, before: second.nextCursor ?? undefined })

  expect([first, second, third].map(({ total }) => total)).toEqual([5, 5, 5])
  expect([...first.images, ...second.images, ...third.images].map(({ id }) => id)).toEqual(ids.toReversed())
  expect(third.nextCursor).toBeNull()
})

test('a mark is set, seen among the favourites and taken away', async () => {
  await using studio = await openTestStore()
  const plain = await finishOne(studio, 1)
  const liked = await finishOne(studio, 2)
  const favourites = () => studio.rows.images.list({ limit: 5, favourites: '1' })

  expect(await studio.rows.images.setFavourite(liked.id, after(50))).toMatchObject({
    id: liked.id,
    favouritedAt: after(50).toISOString(),
  })
  expect(await favourites()).toMatchObject({ images: [{ id: liked.id }], total: 1 })

  expect(await studio.rows.images.setFavourite(liked.id, null)).toMatchObject({ favouritedAt: null })
  expect(await favourites()).toEqual({ images: [], nextCursor: null, total: 0 })
  expect(await studio.rows.images.find(plain.id)).toMatchObject({ favouritedAt: null })
})

test('a deleted image leaves the lists, keeps its mark and comes back', async () => {
  await using studio = await openTestStore()
  const { id } = await finishOne(studio, 1)
  await studio.rows.images.setFavourite(id, after(50))

  expect(await studio.rows.images.setDeleted(id, after(60))).toMatchObject({
    deletedAt: after(60).toISOString(),
  })
  expect((await studio.rows.images.list({ limit: 5 })).total).toBe(0)
  expect((await studio.rows.images.list({ limit: 5, favourites: '1' })).total).toBe(0)

  expect(await studio.rows.images.setDeleted(id, null)).toMatchObject({
    deletedAt: null,
    favouritedAt: after(50).toISOString(),
  })
  expect((await studio.rows.images.list({ limit: 5, favourites: '1' })).total).toBe(1)
})

test('marks on what is not there answer null', async () => {
  await using studio = await openTestStore()

  expect(await studio.rows.images.setFavourite(newImageId(), noon)).toBeNull()
  expect(await studio.rows.images.setDeleted(newImageId(), noon)).toBeNull()
})

test('one attempt pays for one picture: a second one for it is refused, with all its files', async () => {
  await using studio = await openTestStore()
  const { attempt } = await press(studio)
  await finish(studio.store, attempt(0))

  await expect(studio.store.queue.insertImage(anImage(attempt(0)))).rejects.toThrow()

  const kept = await collect(studio.store.listKeptFiles())
  expect(kept).toHaveLength(1)
})

test('every image of every team is listed with its files', async () => {
  await using studio = await openTestStore()
  const other = { ...studio, rows: studio.store.team(vouchForTeam(newTeamId())) }
  const mine = await finishOne(studio, 1)
  const theirs = await finishOne(other, 2)
  await studio.rows.images.setDeleted(mine.id, noon)

  const kept = await collect(studio.store.listKeptFiles())

  expect(kept).toEqual([mine, theirs].map(({ id, files }) => ({ imageId: id, files })))
})
