import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { atLightness, type Colour, contrast, distance, lightness, mix } from './colour.ts'
import { curatedPalettes } from './curated-palettes.ts'
import { choosePalette } from './palette.ts'
import { readPrompt } from './reading.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Colour => `#${value.toString(16).padStart(6, '0')}`)

function paletteOf(prompt: string, seed = 1) {
  return choosePalette(readPrompt(prompt), createRandom(`${seed}`))
}

describe('colours', () => {
  test('nothing mixed in is the first colour, and all of it the second', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        expect(distance(mix(one, other, 0), one)).toBeLessThan(0.01)
        expect(distance(mix(one, other, 1), other)).toBeLessThan(0.01)
      }),
    )
  })

  test('a colour can be had at any lightness', () => {
    fc.assert(
      fc.property(colour, fc.double({ min: 0.15, max: 0.95, noNaN: true }), (one, l) => {
        expect(Math.abs(lightness(atLightness(one, l)) - l)).toBeLessThan(0.12)
      }),
    )
  })

  test('black on white has a contrast of 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

describe('palettes', () => {
  test('whatever colours are asked for, the ink can be read on the ground', () => {
    fc.assert(
      fc.property(fc.array(colour, { maxLength: 6 }), fc.integer(), (colours, seed) => {
        const { ink, ground, hues } = paletteOf(`a poster in ${colours.join(' ')}`, seed)

        expect(contrast(ink, ground)).toBeGreaterThan(3)
        expect(hues.length).toBeGreaterThanOrEqual(3)
      }),
    )
  })

  test('what was asked for is what is used', () => {
    const { ground, ink, hues } = paletteOf('ink #0B1F3A on #F4EFE6 with #e5281f')

    expect(ground).toBe('#f4efe6')
    expect(ink).toBe('#0b1f3a')
    expect(hues[0]).toBe('#e5281f')
  })

  test('a named colour leads', () => {
    expect(paletteOf('a teal vase').hues[0]).toBe('#17807e')
  })

  test('the words choose the set, and every seed stays in it', () => {
    const seas = curatedPalettes.find(({ tags }) => tags.includes('lighthouse'))?.colours ?? []

    for (let seed = 0; seed < 20; seed++) {
      const { hues } = paletteOf('a lighthouse', seed)
      for (const hue of hues) expect(seas).toContain(hue)
    }
  })

  test('night is dark and morning is light', () => {
    expect(paletteOf('a city at night').isDark).toBe(true)
    expect(paletteOf('a city in the morning').isDark).toBe(false)
  })
})
