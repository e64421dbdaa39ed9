/** What an edit puts on top of a picture: the forms the prompt names, and its lettering. */
import type { PixelSize } from '#lib/shared/image.ts'
import { setBlock } from './lettering.ts'
import { lightest } from './palette.ts'
import { circle, n, rect, type Stage, sheetSvg, times } from './stage.ts'
import { chooseFace, letteringOf } from './title.ts'

export function overlayFor(stage: Stage, size: PixelSize): string {
  return sheetSvg(stage, size, `${forms(stage)}${words(stage)}`)
}

function forms(stage: Stage): string {
  const { width, height, palette, random, reading } = stage
  const says = (...names: string[]) => names.some((name) => reading.words.has(name))
  const short = Math.min(width, height)
  const [lead, second] = palette.hues
  const drawn: string[] = []
  if (says('frame', 'border', 'bordered')) {
    drawn.push(
      `<rect x="0" y="0" width="${n(width)}" height="${n(height)}" fill="none" stroke="${lightest(palette)}" stroke-width="${n(short * 0.11)}"/>`,
    )
  }
  if (says('stripe', 'line', 'band')) {
    drawn.push(
      ...times(9, (at) =>
        rect({ x: 0, y: (height * at) / 9, width, height: height / 34 }, lead, 'fill-opacity="0.8"'),
      ),
    )
  }
  if (says('grid')) {
    drawn.push(...times(5, (at) => rect({ x: (width * (at + 1)) / 6, y: 0, width: 2, height }, lead)))
    drawn.push(...times(5, (at) => rect({ x: 0, y: (height * (at + 1)) / 6, width, height: 2 }, lead)))
  }
  const isPlain = drawn.length === 0 && letteringOf(stage).length === 0
  if (
    says('circle', 'sun', 'moon', 'dot', 'ball', 'round') ||
    (isPlain && says('poster', 'graphic', 'riso', 'risograph', 'bold', 'collage'))
  ) {
    const disc = {
      x: width * random.between(0.25, 0.75),
      y: height * random.between(0.22, 0.5),
      r: short * random.between(0.16, 0.26),
    }
    drawn.push(
      circle(disc, lead, 'fill-opacity="0.92"'),
      circle({ ...disc, x: disc.x + disc.r * 0.9, r: disc.r * 0.3 }, second),
    )
  }
  return drawn.join('')
}

/** On a band of its own, so that it reads on any picture. */
function words(stage: Stage): string {
  const [headline, ...rest] = letteringOf(stage)
  if (!headline) return ''
  const { width, height, palette } = stage
  const pad = Math.min(width, height) * 0.05
  const place = {
    x: pad,
    y: height * 0.66,
    width: width - pad * 2,
    height: height * 0.34 - pad - (rest.length > 0 ? 46 : 0),
  }
  const head = setBlock(headline, place, {
    face: chooseFace(stage),
    colour: palette.ink,
    valign: 'bottom',
    maxSize: 230,
  })
  const top = head.box.y - pad
  const small = setBlock(
    rest.join('  '),
    { x: pad, y: height - pad - 26, width: width - pad * 2, height: 26 },
    { face: 'text', colour: palette.ink, maxSize: 22 },
  )
  return rect({ x: 0, y: top, width, height: height - top }, palette.ground) + head.svg + small.svg
}
