import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours of a theme: what `@theme` says, with what its own block says on top. */
function readTheme(name: 'dark' | 'grey' | 'light'): Map<string, string> {
  const base = css.slice(css.indexOf('@theme {'), css.indexOf('@layer base'))
  const own = name === 'dark' ? '' : css.slice(css.indexOf(`@variant ${name} {`)).split('\n    }')[0]
  const colours = [...`${base}\n${own}`.matchAll(/--color-([\w-]+): (oklch\([^)]+\)|#\w+);/g)]
  return new Map(colours.map(([, token = '', value = '']) => [token, value]))
}

/** Linear light of the three channels, from `oklch(L C H)`; the matrices are those of CSS Color 4. */
function toLinear(oklch: string): number[] {
  const [lightness = 0, chroma = 0, hue = 0] = oklch.slice(6, -1).split(' ').map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return channels.map((channel) => Math.min(1, Math.max(0, channel)))
}

function luminance(oklch: string): number {
  const [red = 0, green = 0, blue = 0] = toLinear(oklch)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

const surfaces = ['bg', 'surface', 'raised', 'hover', 'fill', 'fill-hover', 'well']

describe.each(['dark', 'grey', 'light'] as const)('the %s theme', (name) => {
  const theme = readTheme(name)
  const of = (token: string) => {
    const value = theme.get(token)
    if (!value) throw new Error(`${token} has no colour.`)
    return value
  }

  test.each(['text', 'text-2', 'text-3'])('%s can be read on every surface', (token) => {
    for (const surface of surfaces) {
      expect(contrast(of(token), of(surface)), surface).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(['accent', 'danger', 'warn', 'ok'])('%s can be read where it is written', (token) => {
    for (const surface of ['bg', 'surface', 'raised']) {
      expect(contrast(of(token), of(surface)), surface).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('the edge of a field is seen on whatever it lies', () => {
    for (const surface of ['bg', 'surface', 'raised', 'well']) {
      expect(contrast(of('control'), of(surface)), surface).toBeGreaterThanOrEqual(3)
    }
  })

  test('what lies around pictures has no hue', () => {
    for (const surface of surfaces) expect(of(surface)).toMatch(/^oklch\([\d.]+ 0 0\)$/)
  })
})

test('the reckoning agrees with a known pair: white on mid grey', () => {
  expect(contrast('oklch(1 0 0)', 'oklch(0.5693 0 0)')).toBeCloseTo(4.48, 1)
})
