import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawPlainPicture } from './plain-picture.ts'

test('every size and mark is a PNG that decodes without a warning', async () => {
  const side = fc.integer({ min: 4, max: 24 }).map((units) => units * 16)
  await fc.assert(
    fc.asyncProperty(side, side, fc.string(), async (width, height, mark) => {
      const bytes = await drawPlainPicture({ width, height }, mark)
      const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })

      expect(info).toMatchObject({ width, height, channels: 3 })
    }),
    { numRuns: 30 },
  )
})

test('another mark is other pixels, the same mark the same bytes', async () => {
  const size = { width: 256, height: 128 }
  const pixels = async (mark: string) =>
    sharp(await drawPlainPicture(size, mark))
      .raw()
      .toBuffer()

  expect(await drawPlainPicture(size, 'a')).toEqual(await drawPlainPicture(size, 'a'))
  expect((await pixels('a')).equals(await pixels('b'))).toBe(false)
})

test('a megapixel weighs about as much as a photograph', async () => {
  const { length } = await drawPlainPicture({ width: 1024, height: 1024 }, 'a')

  expect(length).toBeGreaterThan(700_000)
  expect(length).toBeLessThan(2_500_000)
})
