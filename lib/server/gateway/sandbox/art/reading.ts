/** What a drawing machine can take from a prompt: colours, lettering, subjects, and a mood. */
import type { Colour } from './colour.ts'
import { colourNames } from './colour-names.ts'

export type Reading = {
  /** The prompt without what varies least: picks that must not change with the seed hang on it. */
  key: string
  /** Lower case, singular as well as plural. */
  words: ReadonlySet<string>
  colours: { hexes: readonly Colour[]; named: readonly Colour[]; groundHex: Colour | null }
  /** What stands in quotation marks, in its order. */
  lettering: readonly string[]
  mood: 'dark' | 'light' | null
}

export function readPrompt(text: string): Reading {
  const prompt = toProse(text)
  const lettering = quoted(prompt)
  const unquoted = lettering.reduce((text, words) => text.replace(words, ' '), prompt)
  const words = wordsOf(unquoted)
  return {
    key: prompt.trim().toLowerCase(),
    words,
    colours: {
      hexes: hexesOf(prompt),
      named: [...new Set([...words].flatMap((word) => colourNames[word] ?? []))],
      groundHex: groundOf(prompt),
    },
    lettering,
    mood: moodOf(words),
  }
}

/** A prompt may be JSON: then its values speak, and its keys are not lettering. */
function toProse(text: string): string {
  if (!text.trimStart().startsWith('{')) return text
  try {
    return valuesOf(JSON.parse(text), 0).join('. ')
  } catch {
    return text
  }
}

function valuesOf(part: unknown, depth: number): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part !== 'object' || part === null || depth > 12) return []
  return Object.values(part).flatMap((value) => valuesOf(value, depth + 1))
}

const quotes =
  /"([^"]{1,120})"|“([^”]{1,120})”|„([^“”]{1,120})[“”]|«([^»]{1,120})»|(?<=^|[\s(:,])'([^']{1,120})'(?=$|[\s).,;:!?])/g

function quoted(prompt: string): string[] {
  return [...prompt.matchAll(quotes)]
    .map((match) => match.slice(1).find((part) => part !== undefined) ?? '')
    .map((words) => words.replaceAll('\\', '').replace(/\s+/g, ' ').trim())
    .filter((words) => words !== '' && !/^#[0-9a-f]{3,8}$/i.test(words))
    .slice(0, 5)
}

function wordsOf(text: string): Set<string> {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const singular = found.flatMap((word) => [
    word.replace(/ies$/, 'y'),
    word.replace(/(?<=[^s])s$/, ''),
    word.replace(/(?<=s|x|ch|sh|v)es$/, ''),
  ])
  return new Set([...found, ...singular])
}

const hex = /#([0-9a-f]{6}|[0-9a-f]{3})\b/gi

function hexesOf(prompt: string): Colour[] {
  return [...new Set([...prompt.matchAll(hex)].map((match) => toColour(match[1] ?? '')))]
}

const groundWord = '\\b(?:background|ground|backdrop|paper)\\b'
const hexDigits = '#([0-9a-f]{6}|[0-9a-f]{3})\\b'
const groundAfter = new RegExp(`${hexDigits}(?:(?!\\b(?:on|with)\\b)[^#.,;"]){0,20}${groundWord}`, 'i')
const groundBefore = new RegExp(`(?:\\bon\\b|${groundWord})[^#.,;"]{0,24}${hexDigits}`, 'i')

function groundOf(prompt: string): Colour | null {
  const digits = (groundAfter.exec(prompt) ?? groundBefore.exec(prompt))?.[1]
  return digits ? toColour(digits) : null
}

function toColour(digits: string): Colour {
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${six.toLowerCase()}`
}

const dark = 'night dark midnight neon space noir galaxy cosmic shadow moonlit nocturnal'.split(' ')
const light =
  'day light white bright paper pastel airy snow sunny morning dawn noon sunrise spring summer'.split(' ')

function moodOf(words: ReadonlySet<string>): Reading['mood'] {
  const darks = dark.filter((word) => words.has(word)).length
  const lights = light.filter((word) => words.has(word)).length
  if (darks === lights) return null
  return darks > lights ? 'dark' : 'light'
}
