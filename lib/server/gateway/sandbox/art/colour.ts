/** Colours as the eye mixes them: through OKLab, so that what lies between two good colours is one too. */

/** `#rrggbb`, lower case. */
export type Colour = `#${string}`

type Lab = { l: number; a: number; b: number }

export function mix(from: Colour, to: Colour, share: number): Colour {
  const one = toLab(from)
  const other = toLab(to)
  const between = (low: number, high: number) => low + (high - low) * share
  return fromLab({ l: between(one.l, other.l), a: between(one.a, other.a), b: between(one.b, other.b) })
}

/** From 0, black, to 1, white, as it is seen. */
export function lightness(colour: Colour): number {
  return toLab(colour).l
}

/** How colourful: 0 is grey, 0.3 as strong as screens get. */
export function chroma(colour: Colour): number {
  const { a, b } = toLab(colour)
  return Math.hypot(a, b)
}

/** From -1, as cold as blue, to 1, as warm as orange; greys are neither. */
export function warmth(colour: Colour): number {
  const { a, b } = toLab(colour)
  return Math.max(-1, Math.min(1, (a * 0.6 + b) * 5))
}

/** The same hue at another lightness; far from the middle there is less room for colour. */
export function atLightness(colour: Colour, l: number): Colour {
  const lab = toLab(colour)
  const room = Math.min(1, (4 * l * (1 - l)) / Math.max(0.05, 4 * lab.l * (1 - lab.l)))
  return fromLab({ l, a: lab.a * room, b: lab.b * room })
}

/** WCAG's ratio, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((low, high) => low - high)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** How different two colours look; 0.02 is just visible. */
export function distance(one: Colour, other: Colour): number {
  const from = toLab(one)
  const to = toLab(other)
  return Math.hypot(from.l - to.l, from.a - to.a, from.b - to.b)
}

function channels(colour: Colour): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const toLinear = (value: number) =>
  value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4

function fromLinear(value: number): string {
  const clamped = Math.min(1, Math.max(0, value))
  const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0')
}

function luminance(colour: Colour): number {
  const [red, green, blue] = channels(colour)
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue)
}

function toLab(colour: Colour): Lab {
  const [red, green, blue] = channels(colour).map(toLinear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

function fromLab({ l, a, b }: Lab): Colour {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = fromLinear(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
  const green = fromLinear(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
  const blue = fromLinear(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short)
  return `#${red}${green}${blue}`
}
