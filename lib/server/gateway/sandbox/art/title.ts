/** The prompt's quoted words on a picture that did not set them itself. */

import { setBlock } from './lettering.ts'
import { type Box, type Drawing, rect, type Stage } from './stage.ts'
import { canSet, type Face } from './type.ts'

export function setTitle(stage: Stage, { quiet, titleInk, isSet }: Drawing): string {
  const [headline, ...rest] = letteringOf(stage)
  if (!headline || isSet) return ''
  const colour = quiet ? (titleInk ?? stage.palette.ink) : stage.palette.ink
  const place = quiet ?? labelBox(stage)
  const face = chooseFace(stage)
  const small = rest.join('  ')
  const share = small ? 0.78 : 1
  const head = setBlock(headline, { ...place, height: place.height * share }, { face, colour, maxSize: 260 })
  const below = { ...place, y: head.box.y + head.box.height + 22, height: place.height * 0.2 }
  const foot = setBlock(small, below, { face: 'text', colour, maxSize: 26, maxLines: 4 })
  const label = quiet ? '' : rect(around(head.box, foot.box), stage.palette.ground)
  return label + head.svg + foot.svg
}

/** Where everything is pattern, the words get a label of their own. */
function labelBox({ width, height }: Stage): Box {
  const tall = Math.min(height * 0.2, width * 0.22)
  return { x: width * 0.08, y: height * 0.9 - tall, width: width * 0.84, height: tall }
}

function around(head: Box, foot: Box): Box {
  const pad = 26
  const bottom = foot.height > 0 ? foot.y + foot.height : head.y + head.height
  const width = Math.max(head.width, foot.width)
  return { x: head.x - pad, y: head.y - pad, width: width + pad * 2, height: bottom - head.y + pad * 2 }
}

/** What can be set of the quoted words. */
export function letteringOf({ reading }: Stage): string[] {
  return reading.lettering.filter(canSet)
}

/** The prompt may say which kind of type it wants; else the seed does. */
export function chooseFace({ reading, random }: Stage): Face {
  const { words } = reading
  const says = (...names: string[]) => names.some((name) => words.has(name))
  if (says('italic', 'script', 'cursive', 'handwritten')) return 'italic'
  if (says('serif', 'didone', 'elegant', 'editorial', 'classic', 'magazine', 'literary')) return 'serif'
  if (says('condensed', 'narrow', 'tall')) return 'condensed'
  if (says('grotesk', 'grotesque', 'sans', 'swiss', 'helvetica', 'bold')) return 'grotesk'
  return random.pick(['grotesk', 'condensed', 'serif', 'grotesk', 'italic'])
}
