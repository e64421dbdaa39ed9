/** Things that turn around a middle: seeds, rings, petals, a ribbon. */
import { mix } from '../colour.ts'
import { circle, curve, type Drawing, n, path, type Stage, stroke, times } from '../stage.ts'

export function spiral(stage: Stage): Drawing {
  return stage.random.pick([seeds, rings, ribbon, petals])(stage)
}

const golden = Math.PI * (3 - Math.sqrt(5))

/** A sunflower's head: each seed a golden angle further. */
function seeds({ width, height, palette, random }: Stage): Drawing {
  const { hues, ink } = palette
  const count = 520
  const reach = Math.max(width, height) * 0.56
  const centre = { x: width * random.between(0.38, 0.62), y: height * random.between(0.4, 0.6) }
  const twist = random.chance(0.5) ? golden : golden + random.pick([0.004, -0.006])
  const arms = random.pick([5, 8, 13])
  const drawn = times(count, (at) => {
    const share = at / count
    const far = Math.sqrt(share) * reach
    const x = centre.x + Math.cos(at * twist) * far
    const y = centre.y + Math.sin(at * twist) * far
    const colour = at % arms === 0 ? ink : (hues[Math.floor(share * 2.99) % hues.length] ?? ink)
    return circle({ x, y, r: 3 + 15 * share ** 0.6 }, colour)
  })
  return { body: drawn.join(''), grain: 0.7 }
}

/** Rings whose middles drift, so that the eye goes down with them. */
function rings({ width, height, palette, random }: Stage): Drawing {
  const { hues, ink, ground } = palette
  const count = 16 + random.integer(8)
  const reach = Math.max(width, height) * 0.62
  const drift = { x: random.between(-0.3, 0.3) * reach, y: random.between(-0.3, 0.3) * reach }
  const drawn = times(count, (at) => {
    const share = at / count
    const r = reach * (1 - share) ** 1.05
    const colour =
      at % 2 === 0 ? mix(hues[0], hues[1], share) : at % 6 === 5 ? hues[2] : share > 0.85 ? ink : ground
    return circle({ x: width / 2 + drift.x * share, y: height / 2 + drift.y * share, r }, colour)
  })
  return { body: drawn.join(''), grain: 0.8 }
}

/** One band that winds in and grows thin. */
function ribbon({ width, height, palette, random }: Stage): Drawing {
  const { hues, ink } = palette
  const arms = random.pick([2, 3])
  const turns = random.between(2.2, 3.4)
  const reach = Math.max(width, height) * 0.72
  const hand = random.chance(0.5) ? 1 : -1
  const start = random.next() * Math.PI * 2
  const drawn = times(arms, (arm) => {
    const edge = (side: number) =>
      times(90, (at) => {
        const share = at / 89
        const angle = start + hand * (share * turns * Math.PI * 2) + (arm * Math.PI * 2) / arms
        const r = reach * (1 - share) ** 1.5 + side * (reach / arms / turns) * 0.34 * (1 - share) ** 1.3
        return [width / 2 + Math.cos(angle) * r, height / 2 + Math.sin(angle) * r] as const
      })
    const outer = edge(1)
    const inner = edge(-1).reverse()
    return path(`${curve(outer)}L${curve(inner).slice(1)}Z`, [hues[0], hues[1], ink][arm] ?? ink)
  })
  return {
    body: drawn.join('') + circle({ x: width / 2, y: height / 2, r: reach * 0.035 }, hues[2]),
    grain: 0.8,
  }
}

/** Lens shapes laid around, each over the last as glass would be. */
function petals({ width, height, palette, random }: Stage): Drawing {
  const { hues, ink, ground, isDark } = palette
  const count = random.pick([8, 12, 16, 24])
  const long = Math.min(width, height) * random.between(0.4, 0.47)
  const wide = long * random.between(0.2, 0.42)
  const blend = isDark ? 'screen' : 'multiply'
  const layers = times(2, (layer) =>
    times(count, (at) => {
      const turn = (360 / count) * at + (layer * 180) / count
      const l = long * (layer === 0 ? 1 : 0.62)
      const w = wide * (layer === 0 ? 1 : 0.62)
      return `<g transform="translate(${n(width / 2)} ${n(height / 2)}) rotate(${n(turn)})">${path(`M0 0Q${n(w)} ${n(-l / 2)} 0 ${n(-l)}Q${n(-w)} ${n(-l / 2)} 0 0Z`, hues[(at + layer) % 3] ?? ink, `fill-opacity="0.85" style="mix-blend-mode:${blend}"`)}</g>`
    }).join(''),
  )
  const ringsAround = times(3, (at) =>
    stroke(
      `M${n(width / 2 - long * 1.04 - at * 9)} ${n(height / 2)}a${n(long * 1.04 + at * 9)} ${n(long * 1.04 + at * 9)} 0 1 0 ${n((long * 1.04 + at * 9) * 2)} 0a${n(long * 1.04 + at * 9)} ${n(long * 1.04 + at * 9)} 0 1 0 ${n(-(long * 1.04 + at * 9) * 2)} 0`,
      { colour: ink, width: at === 0 ? 3 : 1.2 },
    ),
  )
  return {
    body: `${ringsAround.join('')}${layers.join('')}${circle({ x: width / 2, y: height / 2, r: wide * 0.3 }, ground)}${circle({ x: width / 2, y: height / 2, r: wide * 0.16 }, ink)}`,
    grain: 0.7,
  }
}
