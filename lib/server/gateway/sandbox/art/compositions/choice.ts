/** Which way of drawing suits a prompt. */
import { createRandom, type Random } from '../../random.ts'
import type { Reading } from '../reading.ts'
import type { Composition } from '../stage.ts'
import { aura } from './aura.ts'
import { bauhaus } from './bauhaus.ts'
import { type Choice, choices } from './choices.ts'
import { floating } from './floating.ts'
import { papercut } from './papercut.ts'
import { stripes } from './stripes.ts'
import { swiss } from './swiss.ts'

/** For prompts that say nothing this knows. */
const anything: [Composition, ...Composition[]] = [floating, swiss, aura, papercut, bauhaus, stripes]

export function chooseComposition(reading: Reading, random: Random): Composition {
  const scored = choices.map((choice) => ({ compose: choice.compose, score: score(choice, reading.words) }))
  const best = Math.max(...scored.map((choice) => choice.score))
  // Words that mean nothing here still mean the same two or three ways each time.
  if (best === 0) return random.pick(someOf(createRandom(reading.key).shuffle(anything)))
  const [first, ...rest] = scored.filter((choice) => choice.score === best)
  return first ? random.pick([first, ...rest]).compose : floating
}

function score({ tags, hints = [] }: Choice, words: ReadonlySet<string>): number {
  return tags.filter((tag) => words.has(tag)).length * 3 + hints.filter((hint) => words.has(hint)).length
}

function someOf([one = floating, two = swiss, three = aura]: readonly Composition[]): [
  Composition,
  ...Composition[],
] {
  return [one, two, three]
}
