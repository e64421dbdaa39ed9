import { describe, expect, test } from 'vitest'
import { ask, refused } from '#lib/server/testing/ask.ts'
import { anImage, sha256Of } from '#lib/server/testing/builders.ts'
import { createTestApp, type TestApp } from '#lib/server/testing/test-app.ts'
import { type Image, imageBytesPath, imageDownloadPath } from '#lib/shared/image.ts'
import { GET, HEAD } from './route.ts'

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))

async function aKeptImage(app: TestApp): Promise<Image> {
  return await anImage(app, await app.signInOwner(), {
    bytes,
    request: { prompt: 'A north-facing poster, “Grüße”', seed: 8841 },
  })
}

function fetchBytes(
  image: Image,
  path = imageBytesPath(image, 'original'),
  headers: Record<string, string> = {},
) {
  return ask(GET, path, { params: { id: image.id }, headers })
}

describe('an image’s bytes', () => {
  test('are those that were kept, and may be kept for ever under their own address', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)

    const response = await fetchBytes(image)

    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': '1000',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${sha256Of(bytes)}"`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  test.each(['thumbnail', 'preview', 'large'] as const)(
    'as a %s are a WebP of their own',
    async (variant) => {
      await using app = await createTestApp()
      const image = await aKeptImage(app)

      const response = await fetchBytes(image, imageBytesPath(image, variant))

      expect(response.headers.get('content-type')).toBe('image/webp')
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.concat([Buffer.from(variant), bytes]))
    },
  )

  test.each(['', '?v=0123456789ab', '?v='])(
    'under an address that does not name them (%s) are asked for again',
    async (search) => {
      await using app = await createTestApp()
      const image = await aKeptImage(app)

      const response = await fetchBytes(image, `/api/images/${image.id}/bytes${search}`)

      expect(response.headers.get('cache-control')).toBe('private, no-cache')
    },
  )

  test('are saved under a name made of the prompt’s first words and the seed', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)

    const response = await fetchBytes(image, imageDownloadPath(image))

    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="safelight-a-north-facing-poster-8841.png"; filename*=UTF-8''safelight-a-north-facing-poster-8841.png`,
    )
  })

  test('can be asked about without being sent', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)

    const response = await ask(HEAD, imageBytesPath(image, 'original'), {
      method: 'HEAD',
      params: { id: image.id },
    })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe('1000')
    expect(await response.text()).toBe('')
  })
})

describe('a part of an image’s bytes', () => {
  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=990-', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=0-0', 0, 0],
    ['bytes=500-99999', 500, 999],
    ['bytes=-99999', 0, 999],
  ])('%s', async (range, start, end) => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)

    const response = await fetchBytes(image, undefined, { range })

    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/1000`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(start, end + 1))
  })

  test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])(
    '%s, which does not exist, is refused',
    async (range) => {
      await using app = await createTestApp()
      const image = await aKeptImage(app)

      const response = await fetchBytes(image, undefined, { range })

      expect(response.status).toBe(416)
      expect(response.headers.get('content-range')).toBe('bytes */1000')
      expect(await response.text()).toBe('')
    },
  )

  test.each(['bytes=9-1', 'bytes=-', 'bytes=a-b', 'bytes=0-1,5-9', 'lines=0-1', 'bytes 0-1'])(
    '%s, which need not be understood, is answered with all of them',
    async (range) => {
      await using app = await createTestApp()
      const image = await aKeptImage(app)

      const response = await fetchBytes(image, undefined, { range })

      expect(response.status).toBe(200)
      expect((await response.arrayBuffer()).byteLength).toBe(1000)
    },
  )

  test('of a version that somebody has begun to load is only that version’s', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)
    const range = 'bytes=0-9'

    const same = await fetchBytes(image, undefined, { range, 'if-range': `"${image.sha256}"` })
    const other = await fetchBytes(image, undefined, { range, 'if-range': '"another"' })
    const dated = await fetchBytes(image, undefined, { range, 'if-range': 'Mon, 23 Nov 2026 10:00:00 GMT' })

    expect([same.status, other.status, dated.status]).toEqual([206, 200, 200])
  })
})

test('bytes that somebody has already are not sent again', async () => {
  await using app = await createTestApp()
  const image = await aKeptImage(app)
  const etag = `"${image.sha256}"`

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const response = await fetchBytes(image, undefined, { 'if-none-match': known })
    expect(response.status).toBe(304)
    expect(response.headers.get('etag')).toBe(etag)
    expect(await response.text()).toBe('')
  }
  expect((await fetchBytes(image, undefined, { 'if-none-match': '"other"' })).status).toBe(200)
})

describe('bytes are not given', () => {
  test('of an image of another team', async () => {
    await using app = await createTestApp()
    const image = await anImage(app, app.signIn('Mallory'))

    expect(await refused(await fetchBytes(image))).toMatchObject({ status: 404, code: 'not_found' })
  })

  test.each(['../../etc/passwd', 'img_1', '', 'img_00000000000000000000000000'])(
    'for the id “%s”',
    async (id) => {
      await using _app = await createTestApp()

      const response = await ask(GET, '/api/images/x/bytes', { params: { id } })

      expect(await refused(response)).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  test('for a variant that there is not', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)

    expect(await refused(await fetchBytes(image, `/x?variant=huge`))).toMatchObject({ status: 400 })
  })

  test('to a page of another site that would draw them, while a link from there still works', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)
    const foreign = { 'sec-fetch-site': 'cross-site' }

    const drawn = await fetchBytes(image, undefined, { ...foreign, 'sec-fetch-mode': 'no-cors' })
    const followed = await fetchBytes(image, undefined, { ...foreign, 'sec-fetch-mode': 'navigate' })

    expect([drawn.status, followed.status]).toEqual([403, 200])
  })

  test('when the file is gone, and the refusal is no picture', async () => {
    await using app = await createTestApp()
    const image = await aKeptImage(app)
    await app.blobs.delete([image.sha256])

    const response = await fetchBytes(image)

    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(await refused(response)).toMatchObject({ status: 404, code: 'not_found' })
  })
})
