/** Animals from compass and ruler. */
import { type Colour, mix } from '../colour.ts'
import { deepest, lightest, warmest } from '../palette.ts'
import { circle, type Drawing, n, path, rect, type Stage, stroke, times } from '../stage.ts'
import { leaf } from './botanical.ts'

type Coat = { fur: Colour; shade: Colour; light: Colour; dark: Colour; accent: Colour }
type Creature = (coat: Coat, stage: Stage) => string

export function creature(stage: Stage): Drawing {
  const { width, height, palette, random, reading } = stage
  const short = Math.min(width, height)
  const asked = Object.keys(creatures).find((name) => reading.words.has(name))
  const kin: Record<string, string> = {
    kitten: 'cat',
    puppy: 'dog',
    corgi: 'dog',
    retriever: 'dog',
    terrier: 'dog',
    husky: 'fox',
    bear: 'dog',
    wolf: 'fox',
    koi: 'fish',
    whale: 'fish',
    dove: 'bird',
    crane: 'bird',
    parrot: 'bird',
    sparrow: 'bird',
    raven: 'bird',
    moth: 'butterfly',
    lion: 'cat',
    tiger: 'cat',
  }
  const cousin = Object.entries(kin).find(([name]) => reading.words.has(name))?.[1]
  const draw = creatures[asked ?? cousin ?? 'bird'] ?? creatures.bird
  const isWarm = ['fox', 'lion', 'tiger'].some((name) => reading.words.has(name))
  const fur = reading.colours.named[0] ?? (isWarm ? warmest(palette) : palette.hues[0])
  const dark = deepest(palette)
  const coat: Coat = {
    fur,
    shade: mix(fur, dark, 0.26),
    light: lightest(palette),
    dark,
    accent: palette.hues.find((hue) => hue !== fur) ?? palette.ink,
  }
  const isClose = random.chance(0.35)
  const scale = (short / 1000) * (isClose ? random.between(1.7, 2.1) : random.between(0.88, 1.15))
  const flip = random.pick([1, -1])
  const x = width * random.between(0.42, 0.58)
  // Close by, the face is what is looked at; it lies above the middle of most.
  const y = isClose ? height * 0.5 + 90 * scale : height * 0.52
  return {
    body: [
      habitat(stage, coat),
      `<g transform="translate(${n(x)} ${n(y)}) scale(${(scale * flip).toFixed(3)} ${scale.toFixed(3)})">${draw?.(coat, stage) ?? ''}</g>`,
    ].join(''),
    quiet: { x: width * 0.07, y: height * 0.05, width: width * 0.86, height: height * 0.13 },
    grain: 0.9,
  }
}

function habitat({ width, height, palette, random, reading }: Stage, coat: Coat): string {
  const [, second, third] = palette.hues
  const back = mix(palette.ground, second, 0.25)
  const snow = reading.words.has('snow') || reading.words.has('winter')
  const r = Math.min(width, height) * random.between(0.3, 0.37)
  const disc = backdrop(
    { width, height, palette, random, reading },
    { r, colour: mix(third, palette.ground, random.between(0, 0.35)), dark: coat.dark },
  )
  const floor = path(
    `M0 ${n(height * 0.8)}Q${n(width * 0.3)} ${n(height * 0.74)} ${n(width * 0.6)} ${n(height * 0.79)}T${n(width)} ${n(height * 0.77)}V${n(height)}H0Z`,
    snow ? coat.light : mix(second, coat.dark, 0.12),
  )
  const around = snow
    ? times(60, () =>
        circle(
          { x: random.next() * width, y: random.next() * height, r: random.between(1.5, 5.5) },
          coat.light,
          `fill-opacity="${n(random.between(0.5, 1))}"`,
        ),
      ).join('')
    : times(10, (at) =>
        leaf({
          x: (width * (at + 0.5)) / 10 + random.between(-20, 20),
          y: height * 1.01,
          long: height * random.between(0.13, 0.3),
          turn: random.between(-32, 32),
          plump: 0.22,
          colour: at % 2 === 0 ? mix(second, coat.dark, 0.4) : mix(third, coat.dark, 0.3),
          vein: palette.ground,
        }),
      ).join('')
  return rect({ x: 0, y: 0, width, height }, back) + disc + floor + around
}

type Behind = { r: number; colour: Colour; dark: Colour }

/** A disc, a row of trunks, hills, or rays. */
function backdrop({ width, height, palette, random }: Stage, { r, colour, dark }: Behind): string {
  const x = width * random.between(0.35, 0.65)
  const y = height * random.between(0.36, 0.5)
  const disc = circle({ x, y, r }, colour)
  const kind = random.integer(4)
  if (kind === 0) return disc
  if (kind === 1) {
    return times(9, (at) => {
      const wide = random.between(0.018, 0.055) * width
      return rect(
        { x: (width * (at + random.between(0.1, 0.7))) / 9, y: 0, width: wide, height },
        mix(colour, dark, 0.12 + 0.3 * random.next()),
      )
    }).join('')
  }
  if (kind === 2) {
    const hill = (top: number, lean: number) =>
      `M0 ${n(height * top)}Q${n(width * lean)} ${n(height * (top - 0.3))} ${n(width)} ${n(height * (top + 0.06))}V${n(height)}H0Z`
    return (
      circle({ x, y: y - r * 0.4, r: r * 0.5 }, colour) +
      path(hill(0.62, 0.25), mix(colour, palette.ground, 0.45)) +
      path(hill(0.7, 0.7), mix(colour, dark, 0.2))
    )
  }
  const reach = width + height
  return times(12, (at) => {
    const from = (at * Math.PI) / 6
    const to = from + Math.PI / 12
    return path(
      `M${n(x)} ${n(y)}L${n(x + Math.cos(from) * reach)} ${n(y + Math.sin(from) * reach)}L${n(x + Math.cos(to) * reach)} ${n(y + Math.sin(to) * reach)}Z`,
      colour,
    )
  }).join('')
}

/** Drawn around the origin, on a sheet a thousand across. */
const creatures: Readonly<Record<string, Creature | undefined>> = {
  fox: ({ fur, shade, light, dark, accent }) =>
    [
      path('M-60 330C-300 340 -330 120 -200 -10C-180 140 -90 180 60 200Z', fur) +
        path('M-262 62C-250 40 -226 10 -200 -10C-196 40 -186 74 -170 98Q-216 108 -262 62Z', light),
      path('M-120 330C-140 160 -60 60 0 40C60 60 140 160 120 330Z', fur) +
        path('M0 40C60 60 140 160 120 330H0Z', shade) +
        path('M-52 150Q0 230 52 150Q60 250 0 330Q-60 250 -52 150Z', light),
      path('M-150 -250L-70 -150H70L150 -250Q178 -120 150 -60L0 110L-150 -60Q-178 -120 -150 -250Z', fur),
      path('M0 -150H70L150 -250Q178 -120 150 -60L0 110Z', shade),
      path('M-150 -60L0 110L-62 -46Q-110 -90 -150 -60Z', light) +
        path('M150 -60L0 110L62 -46Q110 -90 150 -60Z', mix(light, shade, 0.2)),
      path('M-134 -206L-92 -146L-140 -120Z', dark) + path('M134 -206L92 -146L140 -120Z', dark),
      circle({ x: 0, y: 100, r: 17 }, dark) +
        path('M-84 -42q26 -22 46 4q-26 12 -46 -4Z', dark) +
        path('M84 -42q-26 -22 -46 4q26 12 46 -4Z', dark),
      path('M-8 -150L0 -60L8 -150Z', accent),
    ].join(''),
  dog: ({ fur, shade, light, dark, accent }) =>
    [
      stroke('M-120 260C-220 250 -240 150 -210 90', { colour: fur, width: 40 }, 'stroke-linecap="round"'),
      path('M-140 330C-160 140 -90 50 0 30C90 50 160 140 140 330Z', fur) +
        path('M0 30C90 50 160 140 140 330H14Z', shade),
      path('M-56 130Q0 200 56 130Q70 250 0 326Q-70 250 -56 130Z', light),
      path('M-140 -110A140 140 0 0 1 140 -110V-40A140 120 0 0 1 -140 -40Z', fur) +
        path('M0 -250A140 140 0 0 1 140 -110V-40A140 120 0 0 1 0 80Z', shade),
      path('M-34 -236Q0 -250 34 -236L66 40Q0 100 -66 40Z', light),
      [-1, 1]
        .map((side) =>
          path(
            `M${side * 96} -216C${side * 200} -240 ${side * 236} -60 ${side * 190} 20C${side * 150} 30 ${side * 126} -60 ${side * 96} -216Z`,
            dark,
          ),
        )
        .join(''),
      [-1, 1].map((side) => circle({ x: side * 66, y: -92, r: 20 }, dark)).join(''),
      path('M-36 -22Q0 -44 36 -22Q30 18 0 24Q-30 18 -36 -22Z', dark),
      path('M-20 52Q0 62 20 52V92A20 20 0 0 1 -20 92Z', accent),
    ].join(''),
  cat: ({ fur, shade, light, dark, accent }) =>
    [
      stroke('M110 300C260 320 280 180 230 90', { colour: shade, width: 44 }, 'stroke-linecap="round"'),
      path('M-140 330C-170 120 -90 30 0 20C90 30 170 120 140 330Z', fur) +
        path('M0 20C90 30 170 120 140 330H20Z', shade),
      path('M-42 110Q0 170 42 110Q64 240 0 320Q-64 240 -42 110Z', light),
      path('M-146 -92L-132 -252L-58 -178H58L132 -252L146 -92A146 138 0 0 1 -146 -92Z', fur),
      path('M0 -178H58L132 -252L146 -92A146 138 0 0 1 0 46Z', shade),
      path('M-116 -212L-76 -172L-112 -146Z', accent) + path('M116 -212L76 -172L112 -146Z', accent),
      [-1, 1]
        .map(
          (side) =>
            path(
              `M${side * 98} -78Q${side * 62} -118 ${side * 30} -74Q${side * 62} -48 ${side * 98} -78Z`,
              light,
            ) +
            path(
              `M${side * 64} -104Q${side * 80} -80 ${side * 64} -56Q${side * 50} -80 ${side * 64} -104Z`,
              dark,
            ),
        )
        .join(''),
      path('M-17 -28H17L0 -8Z', accent) +
        stroke('M0 -8Q-4 16 -30 14M0 -8Q4 16 30 14', { colour: dark, width: 5 }, 'stroke-linecap="round"'),
      stroke(
        'M-60 -10L-190 -34M-60 2L-190 10M60 -10L190 -34M60 2L190 10',
        { colour: dark, width: 3 },
        'stroke-linecap="round"',
      ),
      times(3, (at) => path(`M${-34 + at * 34 - 8} -178l8 58l8 -58Z`, dark)).join(''),
    ].join(''),
  bird: ({ fur, shade, light, dark, accent }) =>
    [
      stroke('M-430 214Q0 170 430 230', { colour: dark, width: 15 }, 'stroke-linecap="round"'),
      path('M-60 120L-330 330L-250 350L-20 180Z', shade) + path('M-40 140L-250 350L-190 352L0 180Z', dark),
      path(
        'M-120 140A210 210 0 0 1 90 -110A120 120 0 0 1 210 -10C210 130 80 220 -40 200Q-100 190 -120 140Z',
        fur,
      ),
      path('M90 -110A120 120 0 0 1 210 -10C206 90 130 170 40 196Q150 60 90 -110Z', light),
      path('M-150 170A230 230 0 0 1 70 30A150 150 0 0 1 -60 190Z', shade) +
        times(3, (at) =>
          stroke(
            `M${-120 + at * 34} ${168 - at * 6}Q${-60 + at * 40} ${130 - at * 10} ${-30 + at * 30} ${70 - at * 8}`,
            { colour: light, width: 4 },
          ),
        ).join(''),
      path('M200 -40L290 -8L200 18Z', accent) +
        circle({ x: 136, y: -38, r: 21 }, light) +
        circle({ x: 140, y: -38, r: 12 }, dark),
      stroke('M10 200V236M50 190V230', { colour: dark, width: 9 }, 'stroke-linecap="round"'),
      path('M60 -112q-30 -70 20 -92q-4 44 34 66q-26 4 -54 26Z', accent),
    ].join(''),
  fish: ({ fur, shade, light, dark, accent }) =>
    [
      path('M-200 0L-390 -150Q-330 0 -390 150Z', shade),
      path('M-250 0C-130 -210 150 -210 320 0C150 210 -130 210 -250 0Z', fur),
      path('M-250 0C-130 210 150 210 320 0Z', shade),
      path('M-60 -148Q40 -270 150 -120Z', accent) + path('M-40 150Q20 250 100 140Z', accent),
      times(18, (at) => {
        const column = at % 6
        const row = Math.floor(at / 6)
        return stroke(
          `M${-140 + column * 52} ${-66 + row * 56}a32 32 0 0 1 0 54`,
          { colour: light, width: 6 },
          'fill-opacity="0.75"',
        )
      }).join(''),
      path('M210 -104Q160 0 210 104Q290 50 320 0Q290 -50 210 -104Z', light) +
        circle({ x: 246, y: -26, r: 23 }, dark) +
        circle({ x: 252, y: -32, r: 8 }, light),
      [0, 1, 2]
        .map((at) =>
          circle(
            { x: 380 + at * 34, y: -60 - at * 66, r: 20 - at * 4 },
            'none',
            `stroke="${light}" stroke-width="5"`,
          ),
        )
        .join(''),
    ].join(''),
  owl: ({ fur, shade, light, dark, accent }) =>
    [
      stroke('M-430 300Q0 270 430 310', { colour: dark, width: 20 }, 'stroke-linecap="round"'),
      path('M-190 300V-80A190 190 0 0 1 190 -80V300Q0 350 -190 300Z', fur) +
        path('M0 -270A190 190 0 0 1 190 -80V300Q100 330 0 326Z', shade),
      path('M-190 -90L-176 -300L-60 -226Z', fur) + path('M190 -90L176 -300L60 -226Z', shade),
      times(15, (at) =>
        path(
          `M${-96 + (at % 5) * 48 - 22} ${120 + Math.floor(at / 5) * 52}a22 22 0 0 0 44 0Z`,
          at % 2 === 0 ? light : accent,
        ),
      ).join(''),
      [-1, 1]
        .map(
          (side) =>
            circle({ x: side * 86, y: -84, r: 92 }, light) +
            circle({ x: side * 82, y: -84, r: 56 }, accent) +
            circle({ x: side * 80, y: -84, r: 32 }, dark) +
            circle({ x: side * 80 + 11, y: -96, r: 10 }, light),
        )
        .join(''),
      path('M-28 -50H28L0 22Z', dark),
    ].join(''),
  butterfly: ({ fur, shade, light, dark, accent }) => {
    const wing = (side: number) =>
      `<g transform="scale(${side} 1)">${path('M10 -20C60 -260 330 -300 330 -140C330 -20 140 20 10 0Z', fur)}${path('M10 10C140 10 270 80 230 200C190 310 40 190 10 30Z', shade)}${path('M60 -60C110 -180 250 -220 262 -140C270 -70 150 -30 60 -60Z', accent)}${circle({ x: 158, y: 146, r: 40 }, light)}${circle({ x: 158, y: 146, r: 18 }, dark)}${circle({ x: 276, y: -176, r: 17 }, light)}${circle({ x: 292, y: -120, r: 12 }, light)}</g>`
    return `${wing(1)}${wing(-1)}<ellipse cx="0" cy="20" rx="17" ry="130" fill="${dark}"/>${stroke('M-4 -104Q-40 -200 -86 -226M4 -104Q40 -200 86 -226', { colour: dark, width: 6 }, 'stroke-linecap="round"')}`
  },
}
