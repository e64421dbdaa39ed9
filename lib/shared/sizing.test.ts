import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { models } from './model.ts'
import {
  billedMegapixels,
  megapixel,
  nearestRatio,
  nearestTier,
  parseRatio,
  parseSize,
  parseTier,
  resolveSize,
  type SizeLimits,
} from './sizing.ts'

const flex = models[0]?.sizes as SizeLimits

const limits: fc.Arbitrary<SizeLimits> = fc.record({
  ratios: fc.uniqueArray(fc.constantFrom('1:1', '16:9', '9:16', '3:2', '4:1', '8:1', '2.39:1'), {
    minLength: 1,
  }),
  tiers: fc.uniqueArray(fc.constantFrom('0.5K', '1K', '2K', '4K', '0.25', '1', '2'), { minLength: 1 }),
  initialTier: fc.constantFrom('1K', '1', '2K'),
  multiple: fc.constantFrom(1, 8, 16, 32, 64),
  minSide: fc.integer({ min: 1, max: 300 }),
  maxSide: fc.integer({ min: 1024, max: 8192 }),
  maxPixels: fc.integer({ min: megapixel, max: 16 * megapixel }),
})

const pixels = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }))
const ratio = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }))
  .map(([w, h]) => `${w}:${h}`)
const tier = fc.oneof(
  fc.constantFrom('0.5K', '1K', '2K', '4K', 'auto'),
  fc.integer({ min: 1, max: 999 }).map((amount) => `${amount}`),
)
const readable = fc.record(
  {
    size: fc.oneof(
      pixels.map(([w, h]) => `${w}x${h}`),
      ratio,
      fc.constant('auto'),
    ),
    aspectRatio: fc.oneof(ratio, fc.constant('auto')),
    resolution: tier,
  },
  { requiredKeys: [] },
)

describe('reading', () => {
  test.each([
    ['1024x768', { kind: 'pixels', width: 1024, height: 768 }],
    ['16:9', { kind: 'ratio', ratio: '16:9', value: 16 / 9 }],
    ['auto', { kind: 'auto' }],
  ])('%s is a size', (text, parsed) => {
    expect(parseSize(text)).toEqual(parsed)
  })

  test.each([
    '',
    '0x0',
    '1024×1024',
    '1024X1024',
    '99999999x1',
    '-1x5',
    '1e3x5',
    ' 1024x1024',
    '1024x1024\n',
    '0:1',
    '16/9',
    '１０２４x1024',
    'x',
    ':',
    '1024x',
    'Auto',
  ])('%j is no size', (text) => {
    expect(parseSize(text)).toBeNull()
    expect(resolveSize({ size: text }, flex)).toBeNull()
  })

  test.each([
    ['1K', megapixel],
    ['2k', 4 * megapixel],
    ['0.5K', megapixel / 4],
    ['0.25', megapixel / 4],
    ['4 MP', 4 * megapixel],
  ])('%s is a scale', (text, area) => {
    expect(parseTier(text)).toBe(area)
  })

  test.each(['', '0', '0K', 'K', '-1', '1M', '1,5', '1K ', '9999'])('%j is no scale', (text) => {
    expect(parseTier(text)).toBeNull()
  })

  test('no text whatever makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), limits, (one, other, model) => {
        parseSize(one)
        parseTier(one)
        parseRatio(one)
        resolveSize({ size: one }, model)
        resolveSize({ aspectRatio: one, resolution: other }, model)
      }),
    )
  })
})

describe('precedence', () => {
  test('pixels decide shape and scale, and the other two are ignored', () => {
    fc.assert(
      fc.property(pixels, ratio, tier, limits, ([width, height], aspectRatio, resolution, model) => {
        const size = `${width}x${height}`
        const alone = resolveSize({ size }, model)
        const together = resolveSize({ size, aspectRatio, resolution }, model)

        expect(together).toMatchObject({ width: alone?.width, height: alone?.height, exact: true })
        expect(together?.ratio).toEqual({ asked: aspectRatio, used: null })
      }),
    )
  })

  test('a ratio as size is the same as an aspect ratio, and scale stays free', () => {
    fc.assert(
      fc.property(ratio, ratio, tier, limits, (shape, other, resolution, model) => {
        expect(resolveSize({ size: shape, aspectRatio: other, resolution }, model)).toEqual(
          resolveSize({ aspectRatio: shape, resolution }, model),
        )
      }),
    )
  })

  test('auto is the same as saying nothing', () => {
    const nothing = resolveSize({}, flex)
    const auto = resolveSize({ size: 'auto', aspectRatio: 'auto', resolution: 'auto' }, flex)

    expect(nothing).toMatchObject({ width: 1024, height: 1024, exact: false })
    expect(auto).toMatchObject({ width: 1024, height: 1024 })
  })

  test.each([
    [{ aspectRatio: '16:9' }, '1360x768'],
    [{ aspectRatio: '9:16' }, '768x1360'],
    [{ resolution: '4' }, '2048x2048'],
    [{ aspectRatio: '3:2', resolution: '4' }, '2512x1664'],
    [{ size: '1920x1080' }, '1920x1088'],
    [{ size: '4096x4096' }, '2048x2048'],
    [{ size: '10x10' }, '64x64'],
  ])('%j becomes %s on flux.2-flex', (wish, expected) => {
    const { width, height } = resolveSize(wish, flex) ?? { width: 0, height: 0 }

    expect(`${width}x${height}`).toBe(expected)
  })
})

describe('the nearest match', () => {
  test('7:1 with 4:1 and 8:1 to choose from is 8:1', () => {
    expect(nearestRatio(7, ['4:1', '8:1'])).toBe('8:1')
  })

  test('the nearest ratio turns with the picture', () => {
    const mirror = (text: string) => text.split(':').reverse().join(':')
    const upright = ['1:1', '2:3', '9:16', '1:4']
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (value) => {
        const lying = nearestRatio(1 / value, upright.map(mirror))

        expect(lying && mirror(lying)).toBe(nearestRatio(value, upright))
      }),
    )
  })

  test('no other choice lies nearer', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), limits, (value, { ratios }) => {
        const distance = (text: string) => Math.abs(Math.log((parseRatio(text) ?? 1) / value))
        const best = nearestRatio(value, ratios) ?? ''

        for (const other of ratios) expect(distance(best)).toBeLessThanOrEqual(distance(other) + 1e-9)
      }),
    )
  })

  test.each([
    ['4K', '4'],
    ['2K', '4'],
    ['1K', '1'],
    ['0.5K', '0.25'],
    ['1.5', '2'],
    ['999', '4'],
  ])('%s on a model with 0.25, 0.5, 1, 2 and 4 megapixels is %s', (asked, expected) => {
    expect(nearestTier(parseTier(asked) ?? 0, flex.tiers)).toBe(expected)
  })

  test('what was asked for and supported is used as it is', () => {
    for (const aspectRatio of flex.ratios) {
      for (const resolution of flex.tiers) {
        expect(resolveSize({ aspectRatio, resolution }, flex)).toMatchObject({
          ratio: { asked: aspectRatio, used: aspectRatio },
          tier: { asked: resolution, used: resolution },
        })
      }
    }
  })
})

describe('pixels', () => {
  test('every readable wish resolves to pixels the model accepts', () => {
    fc.assert(
      fc.property(readable, limits, (wish, model) => {
        const resolved = resolveSize(wish, model)
        if (!resolved) throw new Error('It was readable')
        const { width, height } = resolved

        expect([width % model.multiple, height % model.multiple]).toEqual([0, 0])
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(Math.min(model.minSide, 1))
        expect(Math.max(width, height)).toBeLessThanOrEqual(model.maxSide)
        expect(width * height).toBeLessThanOrEqual(model.maxPixels)
      }),
    )
  })

  test('a scale never costs more than it says, whatever the shape', () => {
    for (const aspectRatio of flex.ratios) {
      for (const resolution of flex.tiers) {
        const resolved = resolveSize({ aspectRatio, resolution }, flex) ?? { width: 9999, height: 9999 }

        expect(billedMegapixels(resolved)).toBe(Math.max(1, Number(resolution)))
      }
    }
  })

  test('pixels that came out go in unchanged', () => {
    fc.assert(
      fc.property(readable, limits, (wish, model) => {
        const first = resolveSize(wish, model)
        const again = resolveSize({ size: `${first?.width}x${first?.height}` }, model)

        expect(again).toMatchObject({ width: first?.width, height: first?.height, adjusted: false })
      }),
    )
  })

  test('pixels that need no change are not changed, and those that do say so', () => {
    expect(resolveSize({ size: '1024x768' }, flex)).toMatchObject({
      width: 1024,
      height: 768,
      adjusted: false,
    })
    expect(resolveSize({ size: '1000x750' }, flex)).toMatchObject({
      width: 1008,
      height: 752,
      adjusted: true,
    })
  })

  test('a limit makes a picture smaller and keeps its shape', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2048, max: 20_000 }),
        fc.integer({ min: 2048, max: 20_000 }),
        (width, height) => {
          const resolved = resolveSize({ size: `${width}x${height}` }, flex) ?? { width: 1, height: 1 }

          expect(resolved.width / resolved.height / (width / height)).toBeCloseTo(1, 1)
        },
      ),
    )
  })

  test.each([
    [1024, 1024, 1],
    [1025, 1024, 2],
    [1920, 1080, 2],
    [2048, 2048, 4],
    [64, 64, 1],
  ])('%i × %i is billed as %i megapixels', (width, height, megapixels) => {
    expect(billedMegapixels({ width, height })).toBe(megapixels)
  })
})
