/** Posters in the Swiss manner: one strong form, much air, type on an edge. */
import { mix } from '../colour.ts'
import { setBlock } from '../lettering.ts'
import { type Box, circle, type Drawing, n, path, rect, type Stage, times } from '../stage.ts'
import { chooseFace, letteringOf } from '../title.ts'

/** Draws into a part of the sheet that begins at its top edge. */
type Form = (stage: Stage) => string

export function swiss(stage: Stage): Drawing {
  const { width, height, random } = stage
  const form = random.pick(forms)
  const m = margin(stage)
  const share = letteringOf(stage).length > 0 ? random.between(0.6, 0.7) : 1
  const free = {
    x: m,
    y: height * share + m * 0.3,
    width: width - m * 2,
    height: height * (1 - share) - m * 1.3,
  }
  return { body: form({ ...stage, height: height * share }) + words(stage, free), isSet: true, grain: 0.7 }
}

function margin({ width, height }: Stage): number {
  return Math.min(width, height) * 0.065
}

/** The headline as large as its place lets it be, the rest small beside it. */
function words(stage: Stage, free: Box): string {
  const [headline, ...rest] = letteringOf(stage)
  if (!headline) return ''
  const { ink } = stage.palette
  const face = chooseFace(stage)
  const small = rest.length > 0 ? Math.min(free.height * 0.22, 64) : 0
  const room = { ...free, height: free.height - small }
  const head = setBlock(headline, room, { face, colour: ink, valign: 'bottom' })
  const y = free.y + free.height - small + 18
  const columns = rest.map((text, at) => {
    const width = free.width / Math.max(2, rest.length)
    return setBlock(
      text,
      { x: free.x + width * at, y, width: width - 16, height: small - 18 },
      { face: 'text', colour: ink, maxSize: 22, maxLines: 3 },
    ).svg
  })
  return head.svg + columns.join('')
}

/** One disc, too large for the sheet, and a small one that answers it. */
const discs: Form = ({ width, height, palette, random }) => {
  const [lead, second] = palette.hues
  const r = Math.min(Math.max(width, height) * 0.44, height * random.between(0.42, 0.56))
  const x = width * random.pick([0.2, 0.5, 0.8])
  const y = height * random.between(0.4, 0.52)
  const small = r * random.between(0.22, 0.38)
  const angle = random.between(0.2, 2.9)
  const at = { x: x + Math.cos(angle) * r, y: y + Math.sin(angle) * r }
  return (
    circle({ x, y, r }, lead) +
    circle({ ...at, r: small }, second, 'style="mix-blend-mode:multiply"') +
    circle({ ...at, r: small * 0.34 }, palette.ink)
  )
}

/** Bars that grow as they fall. */
const bars: Form = ({ width, height, palette, random }) => {
  const count = 8 + random.integer(5)
  const turn = random.pick([0, 0, -14, 18])
  const special = random.integer(count)
  const weights = times(count, (at) => 0.05 + (at / count) ** 1.9)
  const unit = (height * 0.86 - count * 13) / weights.reduce((sum, weight) => sum + weight, 0)
  let y = height * 0.04
  const drawn = weights.map((weight, at) => {
    const tall = Math.max(4, weight * unit)
    const colour = at === special ? palette.hues[1] : palette.hues[0]
    const bar = rect({ x: -width * 0.3, y, width: width * 1.6, height: tall }, colour)
    y += tall + 13
    return bar
  })
  return `<g transform="rotate(${turn} ${n(width / 2)} ${n(height / 2)})">${drawn.join('')}</g>`
}

/** Rings around a corner, like sound. */
const rings: Form = ({ width, height, palette, random }) => {
  const x = random.pick([0, width, width * 0.5])
  const y = x === width * 0.5 ? random.pick([0, height * 0.5]) : random.pick([0, height])
  const count = 6 + random.integer(4)
  const reach = y === height * 0.5 ? Math.min(width, height) * 0.49 : Math.min(height * 0.98, width)
  const { ground, hues, ink } = palette
  const colours = [hues[0], ground, hues[1], ground, ink, ground]
  const cut = `<clipPath id="rings"><rect width="${n(width)}" height="${n(height)}"/></clipPath>`
  const drawn = times(count, (at) =>
    circle({ x, y, r: reach * (1 - at / count) ** 1.12 }, colours[at % colours.length] ?? ink),
  )
  return `${cut}<g clip-path="url(#rings)">${drawn.join('')}</g>`
}

/** A field of dots that swell towards one place. */
const dots: Form = (stage) => {
  const { width, height, palette, random } = stage
  const m = margin(stage)
  const step = (width - m * 2) / random.pick([9, 11, 13])
  const columns = Math.round((width - m * 2) / step)
  const rows = Math.floor((height - m * 2) / step)
  const focus = { x: random.next() * columns, y: random.next() * rows }
  const special = random.integer(columns * rows)
  const drawn = times(columns * rows, (at) => {
    const column = at % columns
    const row = Math.floor(at / columns)
    const far = Math.hypot(column - focus.x, row - focus.y) / columns
    const r = at === special ? step * 0.5 : step * 0.5 * Math.max(0.1, 1 - far * 1.25)
    const place = { x: m + step * (column + 0.5), y: m + step * (row + 0.5), r }
    return circle(place, at === special ? palette.hues[1] : palette.hues[0])
  })
  return drawn.join('')
}

/** Two planes at an angle, and a disc where they meet. */
const planes: Form = ({ width, height, palette, random }) => {
  const [lead, second, third] = palette.hues
  const tilt = random.between(0.14, 0.34) * (random.chance(0.5) ? 1 : -1)
  const plane = (share: number, lean: number) => {
    const y = height * share
    return `M0 0H${n(width)}V${n(y - (width * lean) / 2)}L0 ${n(y + (width * lean) / 2)}Z`
  }
  const r = Math.min(width, height) * random.between(0.2, 0.28)
  return (
    path(plane(0.8, tilt), lead) +
    path(plane(0.5, -tilt * 0.7), second, 'style="mix-blend-mode:multiply"') +
    circle({ x: width * random.between(0.28, 0.72), y: height * 0.62, r }, third)
  )
}

/** A circle cut into strips that have slipped. */
const slipped: Form = ({ width, height, palette, random }) => {
  const r = Math.min(width * 0.36, height * 0.44)
  const x = width / 2
  const y = height / 2
  const strips = random.pick([4, 5, 7, 9])
  const tall = (r * 2) / strips
  const drawn = times(strips, (at) => {
    const slip = random.between(-1, 1) * r * 0.42
    const colour = at === Math.floor(strips / 2) ? palette.hues[1] : palette.hues[0]
    const window = rect({ x: 0, y: y - r + tall * at, width, height: tall - 3 }, '#000')
    return `<clipPath id="strip${at}">${window}</clipPath><g clip-path="url(#strip${at})">${circle({ x: x + slip, y, r }, colour)}</g>`
  })
  return drawn.join('')
}

/** Quarter circles that climb like stairs. */
const stairs: Form = (stage) => {
  const { width, height, palette, random } = stage
  const m = margin(stage)
  const steps = random.pick([3, 4, 5])
  const side = Math.min((width - m * 2) / steps, (height - m) / steps)
  const foot = height - m * 0.4
  const [lead, second, third] = palette.hues
  const colours = [lead, second, palette.ink, third, mix(lead, palette.ground, 0.4)]
  const drawn = times(steps, (at) =>
    times(at + 1, (up) => {
      const x = m + side * at
      const y = foot - side * (up + 1)
      const d = `M${n(x)} ${n(y + side)}V${n(y)}A${n(side)} ${n(side)} 0 0 1 ${n(x + side)} ${n(y + side)}Z`
      return path(d, colours[(at + up * 2) % colours.length] ?? palette.ink)
    }).join(''),
  )
  const mirror = random.chance(0.5) ? `transform="translate(${n(width)} 0) scale(-1 1)"` : ''
  return `<g ${mirror}>${drawn.join('')}</g>`
}

const forms: [Form, ...Form[]] = [discs, bars, rings, dots, planes, slipped, stairs]
