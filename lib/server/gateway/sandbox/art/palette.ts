/** Which colours a picture is made of: those the prompt names, or a set that goes with its words. */
import { createRandom, type Random } from '../random.ts'
import { atLightness, type Colour, chroma, contrast, distance, lightness, mix, warmth } from './colour.ts'
import { curatedPalettes } from './curated-palettes.ts'
import type { Reading } from './reading.ts'

export type Palette = {
  /** What everything lies on. */
  ground: Colour
  /** What is read on it. */
  ink: Colour
  /** Three or more, the most telling first. */
  hues: readonly [Colour, Colour, Colour, ...Colour[]]
  isDark: boolean
}

/** The prompt chooses the colours; the seed only decides which of them plays which part. */
export function choosePalette(reading: Reading, random: Random): Palette {
  const { hexes, named, groundHex } = reading.colours
  const asked = hexes.length > 0 ? hexes : named
  const set = asked.length >= 3 ? asked : complete(asked, curatedFor(reading))
  const ground = groundHex ?? pickGround(set, reading, random)
  const isDark = lightness(ground) < 0.55
  const rest = set.filter((colour) => distance(colour, ground) > 0.06)
  const ink = pickInk(rest, ground)
  const hues = rest.filter((colour) => colour !== ink)
  // What was asked for by name leads; the others take turns.
  const lead = hexes.length > 0 ? [] : hues.filter((colour) => named.includes(colour))
  const others = random.shuffle(hues.filter((colour) => !lead.includes(colour)))
  // Greys accompany; they do not lead.
  const colourful = others.filter((colour) => chroma(colour) > 0.06)
  const quiet = others.filter((colour) => chroma(colour) <= 0.06)
  return { ground, ink, hues: atLeastThree([...lead, ...colourful, ...quiet], ink, ground), isDark }
}

/** The colour a sun would have. */
export function warmest({ hues }: Palette): Colour {
  return extreme(hues, warmth)
}

/** The colour water would have. */
export function coolest({ hues }: Palette): Colour {
  return extreme(hues, (colour) => -warmth(colour))
}

/** Darker than everything else, for what stands against the light. */
export function deepest({ hues, ink, ground }: Palette): Colour {
  const found = extreme([ground, ink, ...hues], (colour) => -lightness(colour))
  return lightness(found) < 0.36 ? found : atLightness(found, 0.24)
}

/** Lighter than everything else. */
export function lightest({ hues, ink, ground }: Palette): Colour {
  const found = extreme([ground, ink, ...hues], lightness)
  return lightness(found) > 0.86 ? found : atLightness(found, 0.93)
}

function extreme(colours: readonly Colour[], measure: (colour: Colour) => number): Colour {
  return colours.reduce((best, colour) => (measure(colour) > measure(best) ? colour : best))
}

function curatedFor(reading: Reading): readonly Colour[] {
  const scored = curatedPalettes.map((palette) => ({
    palette,
    score: palette.tags.filter((tag) => reading.words.has(tag)).length,
  }))
  const best = Math.max(...scored.map(({ score }) => score))
  const choices = scored.filter(({ score }) => score === best).map(({ palette }) => palette.colours)
  const [first, ...others] = choices
  return first ? createRandom(`palette ${reading.key}`).pick([first, ...others]) : []
}

/** One or two colours keep their say: the others are the set's, pulled a little towards them. */
function complete(asked: readonly Colour[], set: readonly Colour[]): Colour[] {
  const [lead] = asked
  if (!lead) return [...set]
  const company = set
    .filter((colour) => asked.every((one) => distance(one, colour) > 0.16))
    .map((colour) => (chroma(colour) > 0.05 ? mix(colour, lead, 0.12) : colour))
  return [...asked, ...company]
}

function pickGround(set: readonly Colour[], reading: Reading, random: Random): Colour {
  const sorted = [...set].sort((one, other) => lightness(one) - lightness(other))
  const darkest = sorted[0] ?? '#16161a'
  const lightest = sorted.at(-1) ?? '#f4efe6'
  const wantsDark = reading.mood === 'dark' || (reading.mood === null && random.chance(0.25))
  if (wantsDark) return lightness(darkest) < 0.42 ? darkest : atLightness(darkest, 0.22)
  return lightness(lightest) > 0.8 ? lightest : atLightness(mix(lightest, '#f6efe2', 0.6), 0.95)
}

function pickInk(choices: readonly Colour[], ground: Colour): Colour {
  const best = [...choices].sort((one, other) => contrast(other, ground) - contrast(one, ground))[0]
  if (best && contrast(best, ground) > 4.5) return best
  return lightness(ground) < 0.55 ? atLightness(best ?? ground, 0.95) : atLightness(best ?? ground, 0.2)
}

function atLeastThree(hues: Colour[], ink: Colour, ground: Colour): Palette['hues'] {
  const filled = [...hues]
  const base = filled[0] ?? mix(ink, ground, 0.45)
  if (filled.length === 0) filled.push(base)
  for (const share of [0.45, 0.7, 0.25]) {
    if (filled.length >= 3) break
    filled.push(mix(base, filled.length % 2 === 0 ? ink : ground, share))
  }
  const [one = base, two = base, three = base, ...more] = filled
  return [one, two, three, ...more]
}
