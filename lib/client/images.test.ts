import { describe, expect, test, vi } from 'vitest'
import { favouriteImage } from '#lib/server/images/images.ts'
import { apiRoutes } from '#lib/server/testing/api-routes.ts'
import { openBrowser } from '#lib/server/testing/browser.ts'
import { anImage } from '#lib/server/testing/builders.ts'
import { renderHook } from '#lib/server/testing/render-hook.tsx'
import { createTestApp, type TestApp } from '#lib/server/testing/test-app.ts'
import type { Image } from '#lib/shared/image.ts'
import { receiveEvent } from './catch-up.ts'
import { generationsQuery, useDeleteGeneration, useRestoreGeneration } from './generations.ts'
import { imageQuery, imagesQuery, useDeleteImage, useFavourite, useRestoreImage } from './images.ts'
import { createQueryClient } from './query-client.ts'

/** A page that shows the gallery, the favourites and the stream, with two images. */
async function openGallery(app: TestApp) {
  const owner = await app.signInOwner()
  const older = await anImage(app, owner)
  app.clock.move(1000)
  const newer = await anImage(app, owner)
  const client = createQueryClient()
  await client.fetchInfiniteQuery(imagesQuery())
  await client.fetchInfiniteQuery(imagesQuery({ favourites: true }))
  await client.fetchInfiniteQuery(generationsQuery())

  const list = (favourites: boolean) =>
    client.getQueryData(imagesQuery({ favourites }).queryKey)?.pages.flatMap((page) => page.images) ?? []
  const tile = (id: Image['id']) =>
    client
      .getQueryData(generationsQuery().queryKey)
      ?.pages.flatMap((page) => page.generations.flatMap(({ attempts }) => attempts))
      .find(({ image }) => image?.id === id)?.image
  const total = () => client.getQueryData(imagesQuery().queryKey)?.pages[0]?.total
  return {
    owner,
    older,
    newer,
    client,
    gallery: () => list(false),
    favourites: () => list(true),
    tile,
    total,
  }
}

describe('a favourite', () => {
  test('is shown everywhere before the server has answered', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, newer, gallery, favourites, tile } = await openGallery(app)
    const gate = Promise.withResolvers<void>()
    browser.before = () => gate.promise

    const kept = renderHook(client, useFavourite).mutateAsync({ image: newer, favourite: true })
    await vi.waitFor(() => expect(gallery()[0]?.favouritedAt).not.toBeNull())

    expect(favourites().map(({ id }) => id)).toEqual([newer.id])
    expect(tile(newer.id)?.favouritedAt).not.toBeNull()
    gate.resolve()
    await kept
    expect(gallery()[0]?.favouritedAt).toBe(app.clock.now().toISOString())
  })

  test('that is refused is taken back everywhere', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, newer, gallery, favourites, tile } = await openGallery(app)
    browser.before = async () => {
      throw new TypeError('fetch failed')
    }

    const lost = renderHook(client, useFavourite).mutateAsync({ image: newer, favourite: true })

    await expect(lost).rejects.toMatchObject({ code: 'unreachable' })
    expect(gallery().map(({ favouritedAt }) => favouritedAt)).toEqual([null, null])
    expect(favourites()).toEqual([])
    expect(tile(newer.id)?.favouritedAt).toBeNull()
  })

  test('does not flicker when an older event arrives meanwhile', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, newer, gallery } = await openGallery(app)
    const seen: boolean[] = []
    client.getQueryCache().subscribe(() => seen.push(gallery()[0]?.favouritedAt !== null))
    browser.after = async () => {
      receiveEvent(client, { kind: 'image', image: { ...newer, revisedPrompt: 'From before' } })
    }

    await renderHook(client, useFavourite).mutateAsync({ image: newer, favourite: true })

    const first = seen.indexOf(true)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(seen.slice(first)).not.toContain(false)
  })

  test('marked and unmarked at once ends as the last wish says', async () => {
    await using app = await createTestApp()
    await using browser = await openBrowser(apiRoutes)
    const { client, newer, gallery } = await openGallery(app)
    const first = Promise.withResolvers<void>()
    browser.after = async () => {
      if (browser.requests.filter(({ method }) => method === 'PATCH').length === 1) await first.promise
    }
    const { mutateAsync } = renderHook(client, useFavourite)

    const marking = mutateAsync({ image: newer, favourite: true })
    await vi.waitFor(() => expect(gallery()[0]?.favouritedAt).not.toBeNull())
    const unmarking = mutateAsync({ image: newer, favourite: false })
    first.resolve()
    await Promise.all([marking, unmarking])

    expect(gallery()[0]?.favouritedAt).toBeNull()
    expect(
      (await app.store.team((await app.signInOwner()).scope).images.find(newer.id))?.favouritedAt,
    ).toBeNull()
  })
})

describe('an image in the trash', () => {
  test('is out of the lists and counted off at once, and its tile says so', async () => {
    await using app = await createTestApp()
    await using _browser = await openBrowser(apiRoutes)
    const { client, newer, older, gallery, tile, total } = await openGallery(app)

    await renderHook(client, useDeleteImage).mutateAsync(newer)

    expect(gallery().map(({ id }) => id)).toEqual([older.id])
    expect(total()).toBe(1)
    expect(tile(newer.id)?.deletedAt).not.toBeNull()
  })

  test('comes back to its place when that is undone', async () => {
    await using app = await createTestApp()
    await using _browser = await openBrowser(apiRoutes)
    const { client, newer, older, gallery, tile, total } = await openGallery(app)
    await renderHook(client, useDeleteImage).mutateAsync(older)

    await renderHook(client, useRestoreImage).mutateAsync(older)

    expect(gallery().map(({ id }) => id)).toEqual([newer.id, older.id])
    expect(total()).toBe(2)
    expect(tile(older.id)?.deletedAt).toBeNull()
  })

  test('with its generation goes and comes back with it', async () => {
    await using app = await createTestApp()
    await using _browser = await openBrowser(apiRoutes)
    const { client, newer, older, gallery } = await openGallery(app)
    const [generation] = client.getQueryData(generationsQuery().queryKey)?.pages[0]?.generations ?? []
    if (!generation) throw new Error('no generation')

    await renderHook(client, useDeleteGeneration).mutateAsync(generation)
    expect(gallery().map(({ id }) => id)).toEqual([older.id])

    await renderHook(client, useRestoreGeneration).mutateAsync(generation)
    await client.refetchQueries(imagesQuery())
    expect(gallery().map(({ id }) => id)).toEqual([newer.id, older.id])
  })
})

test('a page that an event has overtaken on the way is shown as the event says', async () => {
  await using app = await createTestApp()
  await using browser = await openBrowser(apiRoutes)
  const { owner, client, newer, gallery } = await openGallery(app)
  browser.after = async () => {
    const image = await favouriteImage(app, owner, { id: newer.id, favourite: true })
    receiveEvent(client, { kind: 'image', image })
  }

  await client.refetchQueries(imagesQuery())

  expect(gallery()[0]).toMatchObject({ id: newer.id, favouritedAt: app.clock.now().toISOString() })
})

test('an image that is not there is an error with the server’s own words', async () => {
  await using app = await createTestApp()
  await using _browser = await openBrowser(apiRoutes)
  const stranger = await anImage(app, app.signIn('Mallory'))

  await expect(createQueryClient().fetchQuery(imageQuery(stranger.id))).rejects.toMatchObject({
    code: 'not_found',
    message: 'This image was not found.',
  })
})
