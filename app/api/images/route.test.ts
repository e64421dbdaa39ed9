import { expect, test } from 'vitest'
import { answered, ask, refused } from '#lib/server/testing/ask.ts'
import { anImage } from '#lib/server/testing/builders.ts'
import { createTestApp } from '#lib/server/testing/test-app.ts'
import { Image, ImagePage } from '#lib/shared/image.ts'
import { PUT as restore } from './[id]/restoration/route.ts'
import { DELETE, GET as getOne, PATCH } from './[id]/route.ts'
import { GET } from './route.ts'

async function list(search = ''): Promise<ImagePage> {
  return await answered(ImagePage, await ask(GET, `/api/images${search}`))
}

test('the gallery is read page by page, newest first, and says how many there are', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const made: string[] = []
  for (let index = 0; index < 3; index++) {
    app.clock.move(1000)
    made.unshift((await anImage(app, owner)).id)
  }

  const first = await list('?limit=2')
  const second = await list(`?limit=2&before=${first.nextCursor}`)

  expect([...first.images, ...second.images].map(({ id }) => id)).toEqual(made)
  expect([first.total, second.nextCursor]).toEqual([3, null])
})

test('a favourite is marked, found and unmarked', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const { id } = await anImage(app, owner)
  await anImage(app, owner)
  const mark = (favourite: boolean) =>
    ask(PATCH, '/x', { method: 'PATCH', params: { id }, body: { favourite } })

  const marked = await answered(Image, await mark(true))
  expect(marked.favouritedAt).toBe(app.clock.now().toISOString())
  expect((await list('?favourites=1')).images.map((image) => image.id)).toEqual([id])

  expect((await answered(Image, await mark(false))).favouritedAt).toBeNull()
  expect((await list('?favourites=1')).images).toEqual([])
})

test('a deleted image is out of the gallery, and back in its place when that is undone', async () => {
  await using app = await createTestApp()
  const owner = await app.signInOwner()
  const { id } = await anImage(app, owner)
  app.clock.move(1000)
  await anImage(app, owner)
  const before = await list()

  const gone = await ask(DELETE, '/x', { method: 'DELETE', params: { id } })
  expect([gone.status, await gone.text()]).toEqual([204, ''])
  expect((await list()).images.map((image) => image.id)).not.toContain(id)
  expect((await list()).total).toBe(1)

  const back = await answered(Image, await ask(restore, '/x', { method: 'PUT', params: { id } }))
  expect(back.deletedAt).toBeNull()
  expect(await list()).toEqual(before)
})

test('another team’s image is not found, and stays as it is', async () => {
  await using app = await createTestApp()
  const mallory = app.signIn('Mallory')
  const image = await anImage(app, mallory)
  const { id } = image

  const answers = [
    await ask(getOne, '/x', { params: { id } }),
    await ask(PATCH, '/x', { method: 'PATCH', params: { id }, body: { favourite: true } }),
    await ask(DELETE, '/x', { method: 'DELETE', params: { id } }),
    await ask(restore, '/x', { method: 'PUT', params: { id } }),
  ]

  for (const answer of answers)
    expect(await refused(answer)).toMatchObject({ status: 404, code: 'not_found' })
  expect(await app.store.team(mallory.scope).images.find(id)).toEqual(image)
  expect((await list()).total).toBe(0)
})

test.each([{}, { favourite: 'yes' }, { favourite: true, prompt: 'Changed' }, { deletedAt: null }])(
  'a change that is not one of a favourite (%j) is refused',
  async (body) => {
    await using app = await createTestApp()
    const image = await anImage(app, await app.signInOwner())

    const response = await ask(PATCH, '/x', { method: 'PATCH', params: { id: image.id }, body })

    expect(await refused(response)).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(await answered(Image, await ask(getOne, '/x', { params: { id: image.id } }))).toEqual(image)
  },
)

test.each(['limit=0', 'limit=201', 'favourites=yes', 'before=nonsense'])(
  'a list with %s is refused',
  async (search) => {
    await using _app = await createTestApp()

    expect(await refused(await ask(GET, `/api/images?${search}`))).toMatchObject({ status: 400 })
  },
)
