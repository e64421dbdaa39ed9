import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setBlock } from './lettering.ts'
import { canSet, type Face, faces, setLine } from './type.ts'

const face = fc.constantFrom(...(Object.keys(faces) as Face[]))
const text = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9.,!?& -]{1,60}$/).filter((words) => words.trim() !== '')

describe('lines', () => {
  test('have outlines, and are as wide as their letters', () => {
    const short = setLine('TIDAL', 'grotesk')
    const long = setLine('TIDAL WAVES', 'grotesk')

    expect(short.d).toMatch(/^M/)
    expect(long.width).toBeGreaterThan(short.width * 1.8)
    expect(short.top).toBeGreaterThan(0.6)
    expect(short.top).toBeLessThan(0.8)
  })

  test('letters of Latin Extended come from the second subset', () => {
    expect(setLine('Łódź ő', 'condensed').width).toBeGreaterThan(setLine('odz', 'condensed').width)
  })

  test.each([
    ['TIDAL', true],
    ['Grüezi, 3 May', true],
    ['Привет', false],
    ['波', false],
    ['🎈', false],
    ['   ', false],
  ])('%s can be set: %s', (words, expected) => {
    expect(canSet(words)).toBe(expected)
  })

  test('what has no letters is an empty line', () => {
    expect(setLine('波', 'serif')).toEqual({ d: '', left: 0, width: 0, top: 0, bottom: 0 })
  })
})

describe('blocks', () => {
  test('never leave their box, whatever they say', () => {
    fc.assert(
      fc.property(
        text,
        face,
        fc.integer({ min: 80, max: 1200 }),
        fc.integer({ min: 40, max: 900 }),
        (words, one, width, height) => {
          const { box } = setBlock(words, { x: 10, y: 20, width, height }, { face: one, colour: '#000000' })

          expect(box.width).toBeLessThanOrEqual(width + 0.01)
          expect(box.height).toBeLessThanOrEqual(height + 0.01)
          expect(box.y).toBeGreaterThanOrEqual(20 - 0.01)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('break into lines where that makes them larger', () => {
    const box = { x: 0, y: 0, width: 300, height: 300 }

    const { svg } = setBlock('TYPE IS A VOICE', box, { face: 'grotesk', colour: '#000000' })

    expect(svg.match(/<path/g)?.length).toBeGreaterThan(1)
  })

  test('stand at the bottom when asked to', () => {
    const { box } = setBlock(
      'TIDAL',
      { x: 0, y: 0, width: 200, height: 500 },
      { face: 'serif', colour: '#000000', valign: 'bottom' },
    )

    expect(box.y + box.height).toBeCloseTo(500, 0)
  })
})
