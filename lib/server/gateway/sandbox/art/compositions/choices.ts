/** Every way of drawing, and the words that ask for it. */
import type { Composition } from '../stage.ts'
import { aura } from './aura.ts'
import { bauhaus } from './bauhaus.ts'
import { botanical } from './botanical.ts'
import { city } from './city.ts'
import { creature } from './creature.ts'
import { floating } from './floating.ts'
import { mountains } from './mountains.ts'
import { papercut } from './papercut.ts'
import { planet } from './planet.ts'
import { portrait } from './portrait.ts'
import { sea } from './sea.ts'
import { spiral } from './spiral.ts'
import { stillLife } from './still-life.ts'
import { stripes } from './stripes.ts'
import { swiss } from './swiss.ts'
import { waves } from './waves.ts'

export type Choice = {
  compose: Composition
  /** Words that ask for it. */
  tags: readonly string[]
  /** Words that go with it, and with others. */
  hints?: readonly string[]
}

const words = (text: string) => text.split(' ')

export const choices: readonly Choice[] = [
  {
    compose: mountains,
    tags: words(
      'berg gebirge wald mountain landscape wood woodland cabin pine hill valley peak alps lake forest fuji canyon desert dune wilderness glacier volcano',
    ),
    hints: words('camp trail fog mist nature tree night moon dawn snow'),
  },
  {
    compose: sea,
    tags: words(
      'sea leuchtturm küste meer strand ocean lighthouse boat sailboat ship harbour harbor coast beach horizon island sunset sunrise',
    ),
    hints: words('sun moon dusk dawn sail water sky'),
  },
  {
    compose: waves,
    tags: words('wave tide tidal ripple surf flow'),
    hints: words('water river line swim sea'),
  },
  {
    compose: bauhaus,
    tags: words('bauhaus geometric geometry tile grid pattern mosaic constructivist textile wallpaper'),
    hints: words('abstract shape block square triangle'),
  },
  {
    compose: swiss,
    tags: words(
      'plakat poster swiss typography typographic headline exhibition concert festival cover flyer logo editorial magazine banner invitation',
    ),
    hints: words('type grotesk grotesque circle dot minimal bold title text'),
  },
  {
    compose: stripes,
    tags: words('stripe rainbow seventies supergraphic speed racing'),
    hints: words('retro band motion track road sport'),
  },
  {
    compose: spiral,
    tags: words(
      'spiral swirl vortex mandala sunflower hypnotic radial concentric target psychedelic kaleidoscope firework',
    ),
    hints: words('ring rotation circle optical'),
  },
  {
    compose: botanical,
    tags: words(
      'blume blatt pflanze leaf leave botanical plant flower floral fern garden bloom bouquet rose tulip jungle herb matisse peony monstera blossom',
    ),
    hints: words('tropical tree vase green spring'),
  },
  {
    compose: city,
    tags: words(
      'stadt city skyline urban street building architecture tokyo berlin paris london metropolis skyscraper town cityscape york',
    ),
    hints: words('tower house neon village night rain'),
  },
  {
    compose: portrait,
    tags: words(
      'porträt gesicht portrait woman man face person girl boy fashion singer musician model lady king queen dancer people barista self',
    ),
    hints: words('hat sunglasses hair'),
  },
  {
    compose: planet,
    tags: words('planet space galaxy cosmic cosmos astronaut saturn mars orbit universe rocket earth solar'),
    hints: words('moon star night sci'),
  },
  {
    compose: stillLife,
    tags: words(
      'flasche kaffee food pizza burger hamburger bread cake dessert tin still bottle jug cup coffee tea lemon fruit orange bowl glass candle book ceramic pottery product perfume kitchen table wine mug breakfast',
    ),
    hints: words('vase packaging interior studio'),
  },
  {
    compose: papercut,
    tags: words('paper cut papercut layer layered topographic contour canyon cave map'),
    hints: words('abstract organic depth'),
  },
  {
    compose: aura,
    tags: words('gradient aura blur mesh ambient glow light haze dream dreamy'),
    hints: words('abstract soft sky calm music mood'),
  },
  {
    compose: floating,
    tags: words('abstract suprematist kandinsky composition risograph riso print collage modern art'),
    hints: words('shape circle geometric balance line'),
  },
  {
    compose: creature,
    tags: words(
      'fox corgi puppy retriever terrier husky bear katze fuchs vogel cat kitten bird fish owl butterfly wolf dog koi whale dove crane parrot sparrow raven moth lion tiger animal',
    ),
  },
]
