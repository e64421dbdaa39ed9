import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { choices } from './compositions/choices.ts'
import { composePicture, drawPicture } from './draw-picture.ts'

const size = { width: 256, height: 256 }

async function pixelsOf(png: Buffer) {
  return sharp(png, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
}

/** The share of pixels within a few steps of a colour. */
async function shareOf(png: Buffer, colour: string): Promise<number> {
  const wanted = Buffer.from(colour.slice(1), 'hex')
  const { data, info } = await pixelsOf(png)
  let near = 0
  for (let at = 0; at < data.length; at += 3) {
    const far = [0, 1, 2].reduce(
      (sum, band) => sum + Math.abs((data[at + band] ?? 0) - (wanted[band] ?? 0)),
      0,
    )
    if (far < 60) near++
  }
  return near / (info.width * info.height)
}

describe('a picture', () => {
  test('is the same bytes for the same words, seed and size', async () => {
    const wish = { prompt: 'A lighthouse "TIDAL"', seed: 4, size }

    expect((await drawPicture(wish)).equals(await drawPicture(wish))).toBe(true)
  })

  test('differs with the seed and with the words', () => {
    const svgs = ['a fox', 'a cat'].flatMap((prompt) =>
      [1, 2, 3].map((seed) => composePicture({ prompt, seed, size }).svg),
    )

    expect(new Set(svgs).size).toBe(6)
  })

  test('is the same drawing at every resolution', () => {
    const at = (width: number) =>
      composePicture({ prompt: 'a city at night', seed: 1, size: { width, height: width } }).svg

    expect(at(2048).replace(/width="2048" height="2048"/, '')).toBe(
      at(512).replace(/width="512" height="512"/, ''),
    )
  })

  test('is made of the colours that were asked for', async () => {
    const prompt = 'Swiss poster in #e5281f and #151515 on #f5f1e8'

    for (const seed of [1, 2, 3]) {
      const png = await drawPicture({ prompt, seed, size })
      expect(await shareOf(png, '#f5f1e8')).toBeGreaterThan(0.1)
      expect(await shareOf(png, '#e5281f')).toBeGreaterThan(0.02)
    }
  })

  test('sets the quoted words, as outlines and never as text', () => {
    const outlines = (prompt: string) => composePicture({ prompt, seed: 1, size }).svg.length

    for (const { tags } of choices) {
      const silent = composePicture({ prompt: `${tags[0]}`, seed: 1, size }).svg
      const speaking = composePicture({ prompt: `${tags[0]} "TIDAL"`, seed: 1, size }).svg
      expect(speaking).not.toMatch(/<text|TIDAL/)
      expect(silent).not.toBe(speaking)
    }
    expect(outlines('lighthouse "TIDAL"')).toBeGreaterThan(outlines('lighthouse') + 100)
  })

  test('holds nothing of the prompt that could mean something to SVG', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0 }), (words, seed) => {
        const prompt = `"><script>&${words}" poster #fff"onload=`
        const { svg } = composePicture({ prompt, seed, size })

        expect(svg).not.toMatch(/script|onload|undefined|NaN|Infinity/)
      }),
      { numRuns: 60 },
    )
  })
})

describe('every way of drawing', () => {
  test.each(choices.map(({ tags }) => tags[0] ?? ''))('%s comes out whole in every shape', async (tag) => {
    for (const [width, height] of [
      [64, 64],
      [640, 256],
      [256, 640],
    ] as const) {
      for (const seed of [1, 2, 3, 4]) {
        const { svg } = composePicture({ prompt: tag, seed, size: { width, height } })
        expect(svg).not.toMatch(/undefined|NaN|Infinity/)
      }
      const { info } = await pixelsOf(await drawPicture({ prompt: tag, seed: 1, size: { width, height } }))
      expect(info).toMatchObject({ width, height, channels: 3 })
    }
  })
})
